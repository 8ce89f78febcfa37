package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.status.Network;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class SessionsCommandTest {
    private final FakeSession first =
            new FakeSession("alpha", StatusBuilder.status(3).build());
    private final FakeSession second = new FakeSession("beta");
    private final FakeConsole console = new FakeConsole(second, first);

    @Test
    void allThatRunAreListedByName() throws Exception {
        first.setListenEndpoints(Endpoint.parse("127.0.0.1:6881"), Endpoint.parse("[::1]:6881"));
        second.setNetwork(Network.INTERNET);
        second.setListenEndpoints();

        assertThat(console.run(new SessionsCommand(), "--no-format").split("\\R"))
                .containsExactly(
                        "alpha\tlocal\trunning\t1\t0\t0 B/s\t0 B/s\t127.0.0.1:6881, [0:0:0:0:0:0:0:1]:6881",
                        "beta\tinternet\trunning\t0\t0\t0 B/s\t0 B/s\tnone");
        assertThat(console.run(new SessionsCommand(), "--json"))
                .startsWith("[{\"name\":\"alpha\",\"network\":\"local\",")
                .endsWith("]");
    }

    @Test
    void whereNoneRunsItIsSaidWhereToLook() throws Exception {
        assertThat(new FakeConsole().run(new SessionsCommand())).contains("No sessions; see torrent:doctor");
        assertThat(new FakeConsole().run(new SessionsCommand(), "--json")).isEqualTo("[]");
    }
}
