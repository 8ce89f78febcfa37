package org.torrentxt.web.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.impl.engine.EngineSession;

/** What the server fetches for its clients: .torrent files and block lists. */
class FetchTest {
    @TempDir
    Path folder;

    private EngineSession session;
    private RpcClient client;
    private HttpServer site;
    private String url;

    @BeforeEach
    void start() throws IOException {
        session = RealSession.start("default", folder);
        client = RpcClient.serving(session);
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] torrent =
                RealSession.torrent(RealSession.content(folder, "content")).content();
        site.createContext("/members/", exchange -> {
            boolean isMember =
                    "uid=7; pass=x".equals(exchange.getRequestHeaders().getFirst("Cookie"));
            answer(exchange, isMember ? 200 : 403, isMember ? torrent : new byte[0]);
        });
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(list)) {
            zipped.write("bad:192.0.2.0-192.0.2.255\nworse:198.51.100.7-198.51.100.7\n".getBytes(UTF_8));
        }
        site.createContext("/list.gz", exchange -> answer(exchange, 200, list.toByteArray()));
        site.start();
        url = "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @AfterEach
    void stop() {
        client.close();
        session.close();
        site.stop(0);
    }

    @Test
    void aTorrentFileIsFetchedWithTheCookiesOfTheClient() {
        String request = "{'filename':'" + url + "/members/content.torrent','paused':true";
        assertThat(client.result("torrent-add", request + "}")).contains("403");
        assertThat(session.torrents()).isEmpty();
        Map<String, Object> added = RpcClient.object(client.call("torrent-add", request + ",'cookies':'uid=7; pass=x'}")
                .get("torrent-added"));
        assertThat(added).containsEntry("name", "content");
    }

    @Test
    void aBlockListMayBeCompressed() {
        client.call("session-set", "{'blocklist-url':'" + url + "/list.gz'}");
        assertThat(client.call("blocklist-update", "{}")).isEqualTo(Map.of("blocklist-size", 2L));
        assertThat(client.call("session-get", "{'fields':['blocklist-enabled','blocklist-size']}"))
                .isEqualTo(Map.of("blocklist-enabled", true, "blocklist-size", 2L));
    }
}
