package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/**
 * JSON keys have the same meaning everywhere: {@code name} is empty until it is known, {@code state} is never a pause.
 */
class PropertyActionTest {
    private static final String HASH = String.format("%040x", 1);

    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).name("").paused().queuePosition(0).build());
    private final FakeConsole console = new FakeConsole(session);

    @BeforeEach
    void unlimited() {
        session.answer("downloadLimit", (torrent, arguments) -> 0L);
        session.answer("uploadLimit", (torrent, arguments) -> 0L);
        session.answer("maxConnections", (torrent, arguments) -> -1);
        session.answer("maxUploads", (torrent, arguments) -> -1);
        session.answer("queuePosition", (torrent, arguments) -> torrent.queuePosition());
    }

    @Test
    void peopleReadTheInfoHashUntilTheNameIsKnown() throws Exception {
        assertThat(console.run(new FlagsCommand(), "--no-format")).isEqualTo("1\t\t" + HASH);
        assertThat(console.run(new LimitCommand(), "--no-format")).isEqualTo("1\tnone\tnone\tnone\tnone\t" + HASH);
        assertThat(console.run(new QueueCommand(), "--no-format")).isEqualTo("0\t1\tpaused\t" + HASH);
    }

    @Test
    void programsReadWhatTheTorrentSays() throws Exception {
        assertThat(console.run(new FlagsCommand(), "--json")).isEqualTo("[{\"id\":1,\"name\":\"\",\"flags\":[]}]");
        assertThat(console.run(new LimitCommand(), "--json")).startsWith("[{\"id\":1,\"name\":\"\",");
        assertThat(console.run(new QueueCommand(), "--json"))
                .isEqualTo("[{\"queuePosition\":0,\"id\":1,\"state\":\"downloading\",\"name\":\"\"}]");
    }
}
