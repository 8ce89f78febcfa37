package org.torrentxt.shell.content;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class RenameCommandTest {
    private final FakeConsole console =
            new FakeConsole(new FakeSession("default", StatusBuilder.status(1).build()));

    @Test
    void onlyAFileThatIsListedIsRenamed() {
        assertThatThrownBy(() -> console.run(new RenameCommand(), "1", "1", "y"))
                .hasMessage("no such file: 1; the last one is 0");
        assertThatThrownBy(() -> console.run(new RenameCommand(), "1", "x", "y"))
                .hasMessage("no such file: 'x'; expected an index such as 0");
    }
}
