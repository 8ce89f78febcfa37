package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrentxt.testing.StatusBuilder.status;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;

class ConnectCommandTest {
    private final FakeSession session =
            new FakeSession("default", status(1).build(), status(2).paused().build());

    @Test
    void aPeerThatIsConnectedIsNamedAndNotDialled() throws Exception {
        session.answer(
                "peers", (torrent, none) -> List.of(peer("127.0.0.1:1"), peer("127.0.0.1:2", PeerFlag.CONNECTING)));

        String printed = new FakeConsole(session).run(new ConnectCommand(), "1", "127.0.0.1:1", "127.0.0.1:2");
        assertThat(printed.lines())
                .containsExactly("Already connected: 127.0.0.1:1", "Connecting; see torrent:peers 1");
        assertThat(session.calls())
                .containsExactly(new FakeSession.Call(1, "connectPeer", List.of(Endpoint.parse("127.0.0.1:2"))));
        assertThat(new FakeConsole(session).run(new ConnectCommand(), "1", "127.0.0.1:1"))
                .doesNotContain("Connecting");
    }

    @Test
    void aTorrentThatIsPausedConnectsLater() throws Exception {
        assertThat(new FakeConsole(session).run(new ConnectCommand(), "2", "127.0.0.1:1"))
                .isEqualToIgnoringNewLines("Connecting once it runs: it is paused");
    }

    private static PeerInfo peer(String endpoint, PeerFlag... flags) {
        return PeerInfo.builder(Endpoint.parse(endpoint)).flags(Set.of(flags)).build();
    }
}
