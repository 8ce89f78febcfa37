package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.status.MoveProgress;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class InfoCommandTest {
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());

    @Test
    void theProgressOfAMoveIsShown() throws Exception {
        limits();
        session.answer(
                "moveProgress",
                (torrent, arguments) -> Optional.of(MoveProgress.builder(Path.of("/mnt/archive"))
                        .bytesDone(3L << 20)
                        .bytesTotal(4L << 20)
                        .build()));

        assertThat(new FakeConsole(session).run(new InfoCommand(), "1"))
                .containsPattern("Moving to +/mnt/archive \\(75.0 % of 4.0 MiB copied\\)");
        assertThat(new FakeConsole(session).run(new InfoCommand(), "--json", "1"))
                .contains("\"moveProgress\"", "/mnt/archive", "3145728");
    }

    @Test
    void seedsAreCounted() throws Exception {
        limits();

        assertThat(new FakeConsole(session).run(new InfoCommand(), "1")).containsPattern("Peers +3, including 2 seeds");
    }

    private void limits() {
        for (String limit : new String[] {"maxConnections", "maxUploads"}) {
            session.answer(limit, (torrent, arguments) -> -1);
        }
        for (String limit : new String[] {"downloadLimit", "uploadLimit"}) {
            session.answer(limit, (torrent, arguments) -> 0L);
        }
    }
}
