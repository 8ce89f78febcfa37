package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class PeersCommandTest {
    private static final int OUTGOING_SEED_THAT_ONLY_UPLOADS = 1 << 5 | 1 << 10 | 1 << 13;

    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());
    private final FakeConsole console = new FakeConsole(session);

    @BeforeEach
    void connect() {
        PeerInfo peer = new PeerInfo(
                Endpoint.parse("127.0.0.1:6881"), "client", 0, 0, 0, 0, 1, OUTGOING_SEED_THAT_ONLY_UPLOADS);
        session.answer("peers", (torrent, arguments) -> List.of(peer));
    }

    @Test
    void flagsAreNamesForPeopleAndForPrograms() throws Exception {
        assertThat(console.run(new PeersCommand(), "--no-format", "1")).endsWith("\toutgoing seed upload_only");
        assertThat(console.run(new PeersCommand(), "--json", "1"))
                .contains("\"progress\":1.0,\"flags\":[\"outgoing\",\"seed\",\"upload_only\"]");
    }
}
