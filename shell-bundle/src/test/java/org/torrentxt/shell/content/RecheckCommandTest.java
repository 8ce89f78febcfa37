package org.torrentxt.shell.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

@Timeout(10)
class RecheckCommandTest {
    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).build(),
            StatusBuilder.status(2).paused().build(),
            StatusBuilder.status(3).withoutMetadata().build(),
            StatusBuilder.status(4).paused().flags(TorrentFlag.AUTO_MANAGED).build());
    private final FakeConsole console = new FakeConsole(session);

    @Test
    void whatCannotBeCheckedIsNotWaitedFor() {
        assertThatThrownBy(() -> console.run(new RecheckCommand(), "--wait", "--all"))
                .hasMessage("cannot check torrent 3: its metadata is not known yet");
    }

    @Test
    void whatRunsIsPausedOrWaitsInTheQueueIsWaitedFor() throws Exception {
        assertThat(console.run(new RecheckCommand(), "--wait", "1", "2", "4")).endsWith("Checked: 1, 2, 4");
    }

    @Test
    void nothingIsCheckedWhileTheSessionIsPaused() {
        session.pause();

        assertThatThrownBy(() -> console.run(new RecheckCommand(), "--wait", "1"))
                .hasMessageContaining("session default is paused");
    }

    @Test
    void withoutWaitingAPausedTorrentIsCheckedInItsTime() throws Exception {
        assertThat(console.run(new RecheckCommand(), "2")).isEqualTo("Checking: 2");
    }
}
