package org.torrentxt.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.event.EventServlet;
import org.torrentxt.web.file.FilesServlet;
import org.torrentxt.web.login.LoginServlet;
import org.torrentxt.web.login.LogoutServlet;
import org.torrentxt.web.page.PageServlet;
import org.torrentxt.web.page.SiteServlet;
import org.torrentxt.web.rpc.RpcServlet;

/** What no client in its right mind sends is answered with what is wrong, by each servlet, and nothing else happens. */
class BadInputTest {
    private static final String LOGIN = "Authorization: " + WebServer.basic("admin");
    private static final String HEAD = " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Requested-With: x\r\n" + LOGIN + "\r\n";
    private static final int FROM_SERVER = 10; // when it starts and stops
    private static final String END = "Connection: close\r\n\r\n";

    private final FakeSession session = new FakeSession(
            "default", StatusBuilder.status(1).name("a\r\nX-Evil: 1").build());
    private final WebServer server = new WebServer(Map.of("body.limit", "10000"), session);

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final PrintStream usual = System.err;
    private int requests;

    private BadInputTest() {
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        server.rpc("/*", new RpcServlet(server.web()))
                .page("/*", new PageServlet(server.web()))
                .page("/api/*", new SiteServlet(server.web()))
                .page("/events/*", new EventServlet(null, server.web())) // nobody gets so far that it follows
                .page("/files/*", new FilesServlet(server.web()))
                .page("/login", new LoginServlet(server.web()))
                .page("/logout", new LogoutServlet(server.web()))
                .start();
    }

    @AfterEach
    void stop() {
        assertThat(session.calls()).isEmpty();
        assertThat(RawHttp.send(server.port(), "GET", "/torrentxt/login").status())
                .as("others are still served")
                .isEqualTo(200);
        server.close();
        System.setErr(usual);
        List<String> lines = logged.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).as("one line at most is logged, and no stack").noneMatch(line -> line.startsWith("\tat "));
        assertThat(lines).hasSizeLessThanOrEqualTo(requests + FROM_SERVER);
    }

    private static Stream<String> paths() {
        return Stream.of(
                "/transmission/rpc",
                "/torrentxt/",
                "/torrentxt/api/site",
                "/torrentxt/events",
                "/torrentxt/files/default/1/0/x",
                "/torrentxt/login",
                "/torrentxt/logout");
    }

    private RawHttp.Answer send(String text) {
        requests++;
        RawHttp.Answer answer = RawHttp.sendText(server.port(), text);
        assertThat(answer.status())
                .as(text.substring(0, Math.min(100, text.length())))
                .isNotEqualTo(500);
        assertThat(answer.headers("X-Evil")).isEmpty();
        return answer;
    }

    @Test
    void methodsThatNobodyKnowsAreNotAllowed() {
        paths().forEach(path -> Stream.of(
                        "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "X".repeat(500))
                .forEach(method -> assertThat(
                                send(method + " " + path + HEAD + END).status())
                        .as(method + " " + path)
                        .isIn(400, 404, 405, 409)));
    }

    @Test
    void aMethodThatIsNotAllowedIsAnsweredWithThoseThatAre() {
        paths().filter(path -> !path.startsWith("/transmission"))
                .forEach(path -> assertThat(send("DELETE " + path + HEAD + END).header("Allow"))
                        .as(path)
                        .isPresent());
    }

    @Test
    void malformedRequestsAreRefused() {
        Stream.of(
                        "\r\n\r\n\r\n",
                        "GET\r\n\r\n",
                        "\u0000\u0001\u0002\r\n\r\n",
                        "GET / HTTP/9.9\r\n\r\n",
                        "GET /torrentxt/login HTTP/1.1\r\n\r\n",
                        "GET /torrentxt/login HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                        "GET /torrentxt/login HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "x".repeat(100_000) + "\r\n\r\n",
                        "POST /torrentxt/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
                        "POST /torrentxt/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\n"
                                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
                        "POST /torrentxt/login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Requested-With: x\r\n"
                                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n")
                .forEach(text -> assertThat(send(text).status()).as(text).isIn(0, 400, 403, 421, 431, 505));
    }

    @Test
    void pathsLeadNowhereElse() {
        Stream.of(
                        "..",
                        "%2e%2e",
                        "..%2f..",
                        "%2e%2e%2f",
                        ";x=1/..",
                        "%00",
                        "%0d%0aX-Evil:%201",
                        "%c0%ae",
                        "%zz",
                        "\\..\\")
                .flatMap(trick -> Stream.of(
                                "/torrentxt/files/", "/torrentxt/files/default/", "/transmission/", "/torrentxt/login/")
                        .flatMap(path -> Stream.of(path + trick, path + trick + "/" + trick + "/etc/passwd")))
                .forEach(path -> {
                    RawHttp.Answer answer = send("GET " + path + HEAD + END);
                    assertThat(answer.status()).as(path).isIn(200, 400, 401, 404, 409);
                    assertThat(answer.body().contains("<title>TorrentXT</title>"))
                            .as(path + " is the page, or nothing")
                            .isEqualTo(answer.status() == 200);
                });
    }

    @Test
    void hugeAndDeepBodiesAreRefused() {
        String post =
                "POST /transmission/rpc" + HEAD + "X-Transmission-Session-Id: " + id() + "\r\n" + END.strip() + "\r\n";
        Stream.of(
                        "x".repeat(20_000),
                        "[".repeat(9_000),
                        "{\"a\":".repeat(1_500),
                        "\"" + "\\u0000".repeat(1_000),
                        "nul",
                        "\u0000")
                .forEach(body -> assertThat(send(post + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                                .status())
                        .as(body.substring(0, Math.min(20, body.length())))
                        .isIn(400, 413));
        assertThat(send(post + "Content-Length: 999999999999\r\n\r\n").status()).isEqualTo(413);
    }

    private String id() {
        return send("GET /transmission/rpc" + HEAD + END)
                .header("X-Transmission-Session-Id")
                .orElseThrow();
    }

    @Test
    void bodiesThatCannotBeReadAreRefused() {
        String head = HEAD + "X-Transmission-Session-Id: " + id() + "\r\nConnection: close\r\n";
        Stream.of("/transmission/rpc", "/torrentxt/login")
                .flatMap(path -> Stream.of(
                                "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a",
                                "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"a\":1}\r\n0\r\n\r\n",
                                "Transfer-Encoding: chunked\r\n\r\n-5\r\n{\"a\":1}\r\n0\r\n\r\n",
                                "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n{\"a\":1}",
                                "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n{\"a\":1}",
                                "Content-Length: 50\r\n\r\n{\"a")
                        .map(body -> "POST " + path + head + body))
                .forEach(text -> assertThat(send(text).status()).as(text).isEqualTo(400));
    }

    @Test
    void compressedBodiesAreRefused() {
        RawHttp.Answer answer = send("POST /transmission/rpc" + HEAD + "X-Transmission-Session-Id: " + id()
                + "\r\n"
                + "Content-Encoding: gzip\r\n"
                + "Connection: close\r\n"
                + "Content-Length: 4\r\n\r\n"
                + "\u001f\u008b\u0008\u0000");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).contains("without Content-Encoding");
    }

    @Test
    void lengthsThatContradictEachOtherAreRefused() {
        Stream.of("5\r\nContent-Length: 6", "5, 6", "5;", "+5", "0x5", "5 5", "99999999999999999999", "")
                .map(length -> "POST /torrentxt/login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Requested-With: x\r\n"
                        + "Content-Length: " + length + "\r\nConnection: close\r\n\r\nuser=")
                .forEach(text -> assertThat(send(text).status()).as(text).isEqualTo(400));
    }

    @Test
    void onlyWhoMaySendABodyIsAskedToContinue() throws IOException {
        String id = id();
        String expecting = "X-Transmission-Session-Id: " + id + "\r\nExpect: 100-continue\r\nConnection: close\r\n";
        String body = "{\"method\":\"no-such\"}";
        String length = "Content-Length: " + body.length() + "\r\n\r\n";

        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port())) {
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            socket.getOutputStream().write(("POST /transmission/rpc" + HEAD + expecting + length).getBytes(US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 100");
            socket.getOutputStream().write(body.getBytes(US_ASCII));
            assertThat(answer.lines().toList())
                    .contains("HTTP/1.1 200 OK")
                    .anyMatch(line -> line.contains("method name not recognized"));
        }

        assertThat(send("POST /transmission/rpc" + HEAD.replace(LOGIN, "X: y") + expecting + length)
                        .status())
                .isEqualTo(401);
        assertThat(send("POST /transmission/rpc" + HEAD + expecting + "Content-Length: 10001\r\n\r\n")
                        .status())
                .isEqualTo(413);
        assertThat(send("POST /transmission/rpc" + HEAD.replace("Host: 127.0.0.1", "Host: evil.example") + expecting
                                + length)
                        .status())
                .isEqualTo(421);
        assertThat(send("POST /transmission/rpc" + HEAD + "Expect: a-miracle\r\n" + END)
                        .status())
                .isIn(409, 417);
    }

    @Test
    void targetsThatAreWholeUrlsAreOfThisServerOnly() {
        assertThat(send("GET http://127.0.0.1/torrentxt/login" + HEAD + END).status())
                .isEqualTo(200);
        String foreign = HEAD.replace("Host: 127.0.0.1", "Host: evil.example");
        Stream.of("http://evil.example", "http://127.0.0.1", "")
                .forEach(target -> assertThat(send("GET " + target + "/torrentxt/login" + foreign + END)
                                .status())
                        .as(target)
                        .isEqualTo(421));
        Stream.of("*", "http://", "http:///", "//", "//evil.example/torrentxt/login", "evil.example:80", "?", "#")
                .forEach(target -> assertThat(send("GET " + target + HEAD + END).status())
                        .as(target)
                        .isIn(400, 404));
    }

    @Test
    void whatIsNotTextIsRefused() {
        String post = "POST /transmission/rpc" + HEAD + "X-Transmission-Session-Id: " + id()
                + "\r\nConnection: close\r\nContent-Length: ";
        Stream.of("\u00ff", "\u00c3(", "\u00e2\u0082")
                .map(text -> "{\"method\":\"" + text + "\"}")
                .map(body -> post + body.length() + "\r\n\r\n" + body)
                .forEach(text -> assertThat(send(text).status()).as(text).isEqualTo(400));
        Stream.of("files/%ff/1/0/x", "files/\u00ff/1/0/x", "events?types=%ff", "events/%ff", "%ff", "api/%ff")
                .forEach(path -> assertThat(
                                send("GET /torrentxt/" + path + HEAD + END).status())
                        .as(path)
                        .isIn(400, 404));
        assertThat(send("GET /torrentxt/" + HEAD.replace(LOGIN, "Authorization: Basic //86/w==") + END)
                        .status())
                .isEqualTo(401);
        assertThat(send("GET /torrentxt/api/doctor?session=%zz" + HEAD + END).status())
                .isEqualTo(400);
    }

    @Test
    void requestsOnTheSameConnectionAreAnsweredInTheirOrderUpToOneThatIsMalformed() {
        String good = "GET /torrentxt/login HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        requests += 3;
        RawHttp.Answer answer = send(good + "GET /torrentxt/nosuch" + HEAD + "\r\n" + "GET\r\n\r\n" + good);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().split("HTTP/1.1 ", -1)).hasSize(3);
        assertThat(answer.body()).containsSubsequence("</html>", "HTTP/1.1 404", "HTTP/1.1 400");
    }
}
