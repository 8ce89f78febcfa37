package org.torrentxt.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.file.FilesServlet;
import org.torrentxt.web.login.LoginServlet;
import org.torrentxt.web.login.LogoutServlet;
import org.torrentxt.web.rpc.RpcServlet;

/** What no client in its right mind sends is answered with what is wrong, by each servlet, and nothing else happens. */
class BadInputTest {
    private static final String LOGIN = "Authorization: " + WebServer.basic("admin");
    private static final String HEAD = " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Requested-With: x\r\n" + LOGIN + "\r\n";
    private static final String END = "Connection: close\r\n\r\n";

    private final FakeSession session = new FakeSession(
            "default", StatusBuilder.status(1).name("a\r\nX-Evil: 1").build());
    private final WebServer server = new WebServer(Map.of("body.limit", "10000"), session);

    private BadInputTest() {
        server.rpc("/*", new RpcServlet(server.web()))
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
    }

    private static Stream<String> paths() {
        return Stream.of(
                "/transmission/rpc", "/torrentxt/files/default/1/0/x", "/torrentxt/login", "/torrentxt/logout");
    }

    private RawHttp.Answer send(String text) {
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
                .forEach(path -> assertThat(send("GET " + path + HEAD + END).status())
                        .as(path)
                        .isIn(400, 401, 404, 409));
    }

    @Test
    void hugeAndDeepBodiesAreRefused() {
        String id = send("GET /transmission/rpc" + HEAD + END)
                .header("X-Transmission-Session-Id")
                .orElseThrow();
        String post =
                "POST /transmission/rpc" + HEAD + "X-Transmission-Session-Id: " + id + "\r\n" + END.strip() + "\r\n";
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

    @Test
    void bodiesThatCannotBeReadAreRefused() {
        String id = send("GET /transmission/rpc" + HEAD + END)
                .header("X-Transmission-Session-Id")
                .orElseThrow();
        String head = HEAD + "X-Transmission-Session-Id: " + id + "\r\nConnection: close\r\n";
        Stream.of("/transmission/rpc", "/torrentxt/login")
                .flatMap(path -> Stream.of(
                        "POST " + path + head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                        "POST " + path + head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a",
                        "POST " + path + head + "Content-Length: 50\r\n\r\n{\"a"))
                .forEach(text -> assertThat(send(text).status()).as(text).isEqualTo(400));
    }
}
