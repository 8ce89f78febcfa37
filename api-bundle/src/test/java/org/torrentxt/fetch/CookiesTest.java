package org.torrentxt.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;

class CookiesTest {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer first;
    private HttpServer second;

    @BeforeEach
    void startServers() throws IOException {
        second = start(null);
        first = start("http://127.0.0.1:" + second.getAddress().getPort() + "/");
    }

    private HttpServer start(String elsewhere) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> serve(exchange, elsewhere));
        server.start();
        return server;
    }

    private void serve(HttpExchange exchange, String elsewhere) throws IOException {
        String path = exchange.getRequestURI().getPath();
        received.add(path + " " + exchange.getRequestHeaders().getFirst("Cookie"));
        if (path.equals("/here")) {
            exchange.getResponseHeaders().add("Location", "/there");
        } else if (path.equals("/there") && elsewhere != null) {
            exchange.getResponseHeaders().add("Location", elsewhere + "away");
        }
        exchange.sendResponseHeaders(path.equals("/away") ? 200 : 302, -1);
        exchange.close();
    }

    @AfterEach
    void stopServers() {
        first.stop(0);
        second.stop(0);
    }

    @Test
    void goToTheirServerOnly() throws Exception {
        new TorrentDownload("local")
                .fetch("http://127.0.0.1:" + first.getAddress().getPort() + "/here", Optional.of("a=b; c=d"));
        assertThat(received).containsExactly("/here a=b; c=d", "/there a=b; c=d", "/away null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b\r\nHost: example.org", "a=\u00e4", "\u0000"})
    void cannotBeginAnotherHeader(String cookies) {
        assertThatThrownBy(() -> new TorrentDownload("local").fetch("http://127.0.0.1:1/", Optional.of(cookies)))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("invalid cookies");
    }
}
