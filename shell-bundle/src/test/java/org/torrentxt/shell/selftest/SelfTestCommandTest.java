package org.torrentxt.shell.selftest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;

class SelfTestCommandTest {
    private final FakeConsole console = new FakeConsole();

    @Test
    void sizesAreThoseOfAllCommands() {
        assertThatThrownBy(() -> console.run(new SelfTestCommand(), "--size", "4MiB"))
                .as("size is right, engine is missing")
                .hasMessageContaining("TorrentEngine");
        assertThatThrownBy(() -> console.run(new SelfTestCommand(), "--size", "4"))
                .hasMessage("invalid --size '4': expected 1MiB to 64GiB");
        assertThatThrownBy(() -> console.run(new SelfTestCommand(), "--size", "x"))
                .hasMessageContaining("invalid size 'x' for --size");
    }
}
