package org.torrentxt.shell.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class TrackerReplaceCommandTest {
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(3).build());
    private final FakeConsole console = new FakeConsole(session);
    private final List<Object> replaced = new ArrayList<>();

    @BeforeEach
    void takeNote() {
        session.answer("replaceTrackers", (torrent, arguments) -> replaced.add(arguments[0]));
    }

    @Test
    void eachWordIsATier() throws Exception {
        assertThat(console.run(new TrackerReplaceCommand(), "3", "http://a/x,udp://b/x", "http://c/x"))
                .isEqualTo("Trackers set: 3 of torrent 3");
        assertThat(replaced).containsExactly(List.of(List.of("http://a/x", "udp://b/x"), List.of("http://c/x")));
    }

    @Test
    void allAreRemovedIfThatIsSaid() throws Exception {
        assertThat(console.run(new TrackerReplaceCommand(), "--none", "3")).isEqualTo("Trackers set: 0 of torrent 3");
        assertThat(replaced).containsExactly(List.of());
    }

    @Test
    void nothingIsReplacedUnlessItIsClearByWhat() {
        assertThatThrownBy(() -> console.run(new TrackerReplaceCommand(), "3")).hasMessageContaining("--none");
        assertThatThrownBy(() -> console.run(new TrackerReplaceCommand(), "--none", "3", "http://a/x"))
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> console.run(new TrackerReplaceCommand(), "3", "http://a/x,"))
                .hasMessageStartingWith("invalid tracker tier 'http://a/x,'");
        assertThat(replaced).isEmpty();
    }
}
