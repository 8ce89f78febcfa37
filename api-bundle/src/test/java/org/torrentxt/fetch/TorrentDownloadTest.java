package org.torrentxt.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentException;

class TorrentDownloadTest {
    private static final byte[] CONTENT = "d4:infode".getBytes(UTF_8);
    private static final String MAGNET = "magnet:?xt=urn:btih:" + "a1".repeat(20) + "&dn=by%20redirect";
    private static final String BASIC = "Basic dXNlcjpwQHNz"; // user:p@ss

    private final TorrentDownload download = new TorrentDownload("local");
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stopServer() {
        ended.countDown();
        server.stop(0);
        threads.shutdown();
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        String path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/gone", "/\uD83D\uDE00" -> answer(exchange, 404, CONTENT);
            case "/away" -> redirect(exchange, "http://192.0.2.1/a.torrent");
            case "/moved" -> redirect(exchange, url("/moved-relative"));
            case "/moved-relative" -> redirect(exchange, "file [1].torrent");
            case "/magnet" -> redirect(exchange, MAGNET);
            case "/loop" -> redirect(exchange, "/loop");
            case "/ftp" -> redirect(exchange, "ftp://user:p@ss@127.0.0.1/x");
            case "/magnet-body" -> answer(exchange, 200, (" " + MAGNET + "\n").getBytes(UTF_8));
            case "/gzip" -> {
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                answer(exchange, 200, gzip(CONTENT, 1));
            }
            case "/stored-gzip" -> answer(exchange, 200, gzip(CONTENT, 1));
            case "/bomb" -> answer(exchange, 200, gzip(new byte[1 << 20], 65));
            case "/html" -> answer(exchange, 200, "\n<html><body>Please log in".getBytes(UTF_8));
            case "/auth", "/auth-moved" -> authorize(exchange, path);
            case "/stall" -> {
                exchange.sendResponseHeaders(200, CONTENT.length);
                exchange.getResponseBody().write(CONTENT, 0, 3);
                exchange.getResponseBody().flush();
                await();
                exchange.close();
            }
            default -> answer(exchange, 200, CONTENT);
        }
    }

    private void authorize(HttpExchange exchange, String path) throws IOException {
        boolean isKnown = BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (isKnown && path.equals("/auth-moved")) {
            redirect(exchange, "/auth");
        } else {
            answer(exchange, isKnown ? 200 : 401, CONTENT);
        }
    }

    private void await() throws InterruptedIOException {
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        answer(exchange, 302, new byte[] {'x'});
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] gzip(byte[] content, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                out.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private AddTorrent.Source fetch(String path) throws Exception {
        return download.fetch(url(path)).build().source();
    }

    private byte[] bytes(String path) throws Exception {
        return ((AddTorrent.TorrentBytes) fetch(path)).content();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a.torrent", "/moved", "/moved-relative", "/gzip", "/stored-gzip"})
    void theFileIsFetched(String path) throws Exception {
        assertThat(bytes(path)).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/magnet", "/magnet-body"})
    void aServerMayAnswerWithAMagnetLink(String path) throws Exception {
        assertThat(fetch(path)).isEqualTo(new AddTorrent.Magnet(MAGNET));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/x [1080p] a|b.torrent, /x%20%5B1080p%5D%20a%7Cb.torrent",
                "/ü/100%/%41?q=a b&r=\"c\"#fragment, /%C3%BC/100%25/%41?q=a%20b&r=%22c%22",
                "?q=1, /?q=1"
            })
    void urlsAreAskedForAsPeoplePasteThem(String pasted, String asked) throws Exception {
        assertThat(bytes(pasted)).isEqualTo(CONTENT);
        assertThat(requests).containsExactly(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth", "/auth-moved"})
    void userNameAndPasswordAreSent(String path) throws Exception {
        String secret = url(path).replace("http://", "HTTP://user:p%40ss@");
        assertThat(download.fetch(secret).build().source()).isInstanceOf(AddTorrent.TorrentBytes.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gone", "/html", "/loop", "/ftp", "/auth", ":0/none", "/\uD83D\uDE00"})
    void noMessageHasAPassword(String path) {
        String secret = url(path).replace("http://", "http://user:not-p@ss@");
        assertThatThrownBy(() -> download.fetch(secret))
                .hasMessageNotContainingAny("not-p", "p@ss")
                .hasMessageContaining("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "/gone, the server answered 404",
        "/html, web page",
        "/loop, more than 10 redirects",
        "/ftp, redirects to an unusable URL",
        "/auth, user name and password",
        "/bomb, larger than 67108864 bytes when uncompressed"
    })
    void whatIsWrongIsSaid(String path, String expected) {
        assertThatThrownBy(() -> fetch(path)).isInstanceOf(IOException.class).hasMessageContaining(expected);
    }

    @Test
    void aLocalSessionIsNotSentElsewhere() {
        assertThatThrownBy(() -> fetch("/away"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll("network is local", "192.0.2.1");
    }

    @Test
    void anAnswerThatDoesNotEndIsGivenUp() {
        TorrentDownload impatient = new TorrentDownload("local", Duration.ofMillis(300));
        assertThatThrownBy(() -> impatient.fetch(url("/stall")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no complete response in time");
    }

    @Test
    void aServerThatIsNotThereIsToldByItsUrl() {
        String url = url("/a.torrent");
        server.stop(0);
        assertThatThrownBy(() -> download.fetch(url))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(url);
    }
}
