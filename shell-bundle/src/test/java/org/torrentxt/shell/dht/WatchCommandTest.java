package org.torrentxt.shell.dht;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.fake.FakeStore;

class WatchCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"--json --cancel alice k", "--no-format alice k"})
    void anOptionThatMeansNothingIsRefused(String words) {
        assertThatThrownBy(() -> new FakeConsole(new FakeStore()).run(new WatchCommand(), words.split(" ")))
                .hasMessage("--json is not for --cancel, and --no-format is for the list alone");
    }
}
