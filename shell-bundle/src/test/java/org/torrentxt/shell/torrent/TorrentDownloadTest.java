package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TorrentDownloadTest {
    private static final byte[] CONTENT = {'d', 'e'};

    private final TorrentDownload download = new TorrentDownload("local");
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/a.torrent", exchange -> answer(exchange, 200));
        server.createContext("/gone", exchange -> answer(exchange, 404));
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://192.0.2.1/a.torrent");
            answer(exchange, 302);
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aServerOnThisHostIsAsked() throws Exception {
        assertThat(download.fetch(uri("/a.torrent"))).isEqualTo(CONTENT);
    }

    @Test
    void aRefusalIsToldWithItsNumber() {
        assertThatThrownBy(() -> download.fetch(uri("/gone"))).hasMessageContaining("the server answered 404");
    }

    @Test
    void aLocalSessionIsNotSentElsewhere() {
        assertThatThrownBy(() -> download.fetch(uri("/away"))).hasMessageContaining("the server answered 302");
    }

    @Test
    void aServerThatIsNotThereIsToldByItsUrl() {
        URI uri = uri("/a.torrent");
        server.stop(0);
        assertThatThrownBy(() -> download.fetch(uri))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(uri.toString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, CONTENT.length);
        exchange.getResponseBody().write(CONTENT);
        exchange.close();
    }
}
