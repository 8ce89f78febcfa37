package org.torrentxt.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.RawHttp;
import org.torrentxt.web.WebServer;

class ConsolePluginTest {
    private static final String LOGIN = "Authorization: " + WebServer.basic("viewer");

    private WebServer server;

    private void show(FakeSession... sessions) {
        server = new WebServer(Map.of(), sessions);
        server.page("/console", new ConsolePlugin(server.web())).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sessionsAreRowsAndThePageIsLinked() {
        show(new FakeSession("default", StatusBuilder.status(1).build()), new FakeSession("<b>\"two\"&'</b>"));

        assertThat(RawHttp.send(server.port(), "GET", "/torrentxt/console", LOGIN)
                        .body())
                .contains(
                        "Sessions: 2",
                        "href=\"/torrentxt/\"",
                        "<td>default</td><td>local</td><td>127.0.0.1:6881</td><td>1</td>")
                .contains("<td>&lt;b&gt;&quot;two&quot;&amp;&#39;&lt;/b&gt;</td>")
                .doesNotContain("<b>");
    }

    @Test
    void noSessionIsSaidSo() {
        show();

        assertThat(RawHttp.send(server.port(), "GET", "/torrentxt/console", LOGIN)
                        .body())
                .contains("No session is running");
        assertThat(RawHttp.send(server.port(), "DELETE", "/torrentxt/console", LOGIN, "X-Requested-With: x")
                        .header("Allow"))
                .contains("GET, HEAD, OPTIONS");
    }
}
