package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torrentxt.testing.StatusBuilder.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.torrentxt.shell.add.Watch;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.testing.FakeSession;

/** A torrent that cannot get anywhere says so wherever it is shown. */
class NoPeersTest {
    private static final String REASON =
            "session is local, no trackers, no DHT nodes; --peer HOST:PORT or network=internet";

    private final FakeSession session = new FakeSession(
            "default",
            status(1).noPeers(REASON).build(),
            status(2).build(),
            status(3).name("third").noPeers(REASON).build(),
            status(4).noPeers("no other peers in the DHT; --peer HOST:PORT").build());

    @Test
    void theListSaysItBelow() throws Exception {
        assertThat(new FakeConsole(session).run(new ListCommand()).lines())
                .endsWith(
                        "Torrents 1, 3: no peers: " + REASON,
                        "Torrent 4: no peers: no other peers in the DHT; --peer HOST:PORT");
    }

    @Test
    void rowsForProgramsAreRowsAlone() throws Exception {
        assertThat(new FakeConsole(session).run(new ListCommand(), "--no-format"))
                .doesNotContain("no peers");
        assertThat(new FakeConsole(session).run(new ListCommand(), "--json"))
                .contains("\"noPeersReason\":\"" + REASON + "\"", "\"noPeersReason\":\"\"");
    }

    @Test
    void aTorrentShowsItWithItsState() throws Exception {
        for (String limit : List.of("maxConnections", "maxUploads")) {
            session.answer(limit, (torrent, arguments) -> -1);
        }
        for (String limit : List.of("downloadLimit", "uploadLimit")) {
            session.answer(limit, (torrent, arguments) -> 0L);
        }
        assertThat(new FakeConsole(session).run(new InfoCommand(), "1")).contains("no peers: " + REASON);
        assertThat(new FakeConsole(session).run(new InfoCommand(), "2")).doesNotContain("no peers");
    }

    @Test
    void whoWaitsIsToldMeanwhileAndAtTheEnd() {
        List<String> shown = new ArrayList<>();
        assertThatThrownBy(() -> new Watch(
                                () -> List.of(status(1).noPeers(REASON).build()),
                                patience -> {},
                                states ->
                                        states.stream().map(Progress::sentence).forEach(shown::add))
                        .run(Optional.of(Duration.ofMillis(20))))
                .isInstanceOf(TimeoutException.class)
                .hasMessageEndingWith("no peers: " + REASON);
        assertThat(shown).isNotEmpty().allSatisfy(line -> assertThat(line).endsWith("; no peers: " + REASON));
    }
}
