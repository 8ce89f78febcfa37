package org.torrentxt.shell.content;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class DeadlineCommandTest {
    private final FakeConsole console =
            new FakeConsole(new FakeSession("default", StatusBuilder.status(1).build()));

    @Test
    void whatIsNoTimeIsRefusedWithWhatWouldBeRight() {
        assertThatThrownBy(() -> console.run(new DeadlineCommand(), "1", "5x", "0"))
                .hasMessage("invalid deadline '5x': expected seconds, 0 to 2073600, or a time such as 5m");
    }

    @Test
    void thePiecesAreToBeNamed() {
        assertThatThrownBy(() -> console.run(new DeadlineCommand(), "1", "5"))
                .hasMessage("specify pieces, such as 0 2-5");
    }
}
