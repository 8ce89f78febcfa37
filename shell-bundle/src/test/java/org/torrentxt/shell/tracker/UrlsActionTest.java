package org.torrentxt.shell.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class UrlsActionTest {
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(3).build());
    private final FakeConsole console = new FakeConsole(session);
    private final List<Object> added = new ArrayList<>();

    @BeforeEach
    void refuseWhatIsNoUrl() {
        session.answer("addTracker", (torrent, arguments) -> add(arguments[0]));
    }

    private Object add(Object url) {
        if (!url.toString().contains("://")) {
            throw TorrentException.invalid("not a tracker: '" + url + "'");
        }
        return added.add(url);
    }

    @Test
    void oneBadUrlKeepsNoneOfTheOthersFromBeingAdded() throws Exception {
        assertThatThrownBy(() -> console.run(new TrackerAddCommand(), "3", "http://a/x", "nonsense", "http://b/x"))
                .hasMessage("not a tracker: 'nonsense'");
        assertThat(added).containsExactly("http://a/x", "http://b/x");
        assertThat(console.printed()).isEqualTo("Trackers added: 2 of torrent 3");
    }

    @Test
    void theTorrentThatHasItNotIsNamed() {
        assertThatThrownBy(() -> console.run(new TrackerRemoveCommand(), "3", "http://a/x"))
                .hasMessage("torrent 3 has no tracker 'http://a/x'; it has http://127.0.0.1:6969/announce");
    }

    @Test
    void whatIsNoTierIsRefusedBeforeAnythingIsAdded() {
        assertThatThrownBy(() -> console.run(new TrackerAddCommand(), "--tier", "x", "3", "http://a/x", "http://b/x"))
                .hasMessage("invalid --tier 'x': expected a number, 0 to 255");
        assertThat(added).isEmpty();
    }

    @Test
    void allThatFailAreNamed() {
        assertThatThrownBy(() -> console.run(new TrackerAddCommand(), "3", "x", "y"))
                .hasMessage("2 failed: x (not a tracker: 'x'); y (not a tracker: 'y')");
        assertThat(console.printed()).isEmpty();
    }
}
