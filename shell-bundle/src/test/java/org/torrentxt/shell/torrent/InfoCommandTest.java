package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class InfoCommandTest {
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());

    @Test
    void seedsAreCounted() throws Exception {
        for (String limit : new String[] {"maxConnections", "maxUploads"}) {
            session.answer(limit, (torrent, arguments) -> -1);
        }
        for (String limit : new String[] {"downloadLimit", "uploadLimit"}) {
            session.answer(limit, (torrent, arguments) -> 0L);
        }

        assertThat(new FakeConsole(session).run(new InfoCommand(), "1")).containsPattern("Peers +3, including 2 seeds");
    }
}
