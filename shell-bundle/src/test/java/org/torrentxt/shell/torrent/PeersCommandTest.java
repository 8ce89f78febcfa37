package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class PeersCommandTest {
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());
    private final FakeConsole console = new FakeConsole(session);

    @BeforeEach
    void connect() {
        PeerInfo peer = PeerInfo.builder(Endpoint.parse("127.0.0.1:6881"))
                .client("client")
                .progress(1)
                .flags(Set.of(PeerFlag.UPLOAD_ONLY, PeerFlag.OUTGOING, PeerFlag.SEED, PeerFlag.ON_PAROLE))
                .build();
        session.answer("peers", (torrent, arguments) -> List.of(peer));
    }

    @Test
    void flagsAreNamesForPeopleAndForPrograms() throws Exception {
        assertThat(console.run(new PeersCommand(), "--no-format", "1")).endsWith("\toutgoing seed upload_only");
        assertThat(console.run(new PeersCommand(), "--json", "1"))
                .contains("\"progress\":1.0,\"flags\":[\"on_parole\",\"outgoing\",\"seed\",\"upload_only\"]");
    }
}
