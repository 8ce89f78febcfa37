package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.content.MoveCommand;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.tracker.ReannounceCommand;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** What has no effect is not reported as done. */
class EffectTest {
    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).complete().build(),
            StatusBuilder.status(2)
                    .paused()
                    .queuePosition(1)
                    .error("disk is full")
                    .build());
    private final FakeConsole console = new FakeConsole(session);
    private final List<Integer> changed = new ArrayList<>();

    @BeforeEach
    void note() {
        FakeSession.Answer note = (torrent, arguments) -> {
            changed.add(torrent.id());
            return null;
        };
        session.answer("moveInQueue", note);
        session.answer("clearError", note);
        session.answer("moveStorage", note);
        session.answer("reannounce", note);
        session.answer("resume", (torrent, arguments) -> null);
        session.answer("queuePosition", (torrent, arguments) -> torrent.queuePosition());
    }

    @Test
    void whatIsNotInTheQueueIsNotMovedInIt() {
        assertThatThrownBy(() -> console.run(new QueueCommand(), "--to", "top", "1", "2"))
                .hasMessage("torrent 1 is not in the queue, which holds downloading torrents only");
        assertThat(console.printed()).isEqualTo("Moved in the queue: 2");
        assertThat(changed).containsExactly(2);
    }

    @Test
    void whatHasNoErrorIsNotClearedOfOne() {
        assertThatThrownBy(() -> console.run(new ClearErrorCommand(), "1", "2")).hasMessage("torrent 1 has no error");
        assertThat(console.printed()).isEqualTo("Resumed: 2");
        assertThat(changed).containsExactly(2);
    }

    @Test
    void whatIsPausedIsNotAnnounced() {
        assertThatThrownBy(() -> console.run(new ReannounceCommand(), "1", "2"))
                .hasMessage("cannot announce torrent 2: it is stopped (error); resume it first");
        assertThat(changed).containsExactly(1);
    }

    @Test
    void anAnnounceIsWaitedForOnRequest() throws Exception {
        assertThat(console.run(new ReannounceCommand(), "--wait", "1")).isEqualTo("Announced: 1");
        session.answer(
                "reannounce",
                (torrent, arguments) -> CompletableFuture.failedStage(
                        TorrentException.invalid("torrent 1 has no trackers; add one first")));
        assertThatThrownBy(() -> console.run(new ReannounceCommand(), "--wait", "1"))
                .hasMessage("torrent 1 has no trackers; add one first");
    }

    @Test
    void whatNamesNoTorrentIsNotListedAsNoTorrents() {
        assertThatThrownBy(() -> console.run(new LimitCommand(), "99"))
                .hasMessage("no such torrent in session default: 99; see torrent:list");
        assertThat(console.printed()).isEmpty();
    }

    @Test
    void ofAllTorrentsThoseAreMeantOnWhichItHasAnEffect() throws Exception {
        assertThat(console.run(new ClearErrorCommand(), "--all")).isEqualTo("Resumed: 2");
        assertThat(console.run(new QueueCommand(), "--to", "top", "--all")).isEqualTo("Moved in the queue: 2");
    }

    @Test
    void anEmptyPathIsNotTheCurrentFolder() {
        assertThatThrownBy(() -> console.run(new MoveCommand(), "--path", "", "1"))
                .hasMessage("invalid path '': empty; the current folder is .");
        assertThat(changed).isEmpty();
    }
}
