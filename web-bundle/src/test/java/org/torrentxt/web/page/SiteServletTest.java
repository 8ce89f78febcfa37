package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.testing.FakeEngine;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.json.JsonReader;

class SiteServletTest {
    private final FakeEngine engine = new FakeEngine();
    private final FakeSession two = new FakeSession(
            "two", StatusBuilder.status(1).noPeers("session is local").build());
    private final WebServer server = new WebServer(Map.of("session", "one"), two, new FakeSession("one"));

    @BeforeEach
    void start() {
        server.page("/api/*", new SiteServlet(server.web(), engine)).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<InputStream> get(String path, String user) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri("/torrentxt/api/" + path))
                                .header("Authorization", WebServer.basic(user))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    private Object json(String path, String user) throws Exception {
        return JsonReader.read(get(path, user).body());
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, String>> findings(String session) throws Exception {
        return ((Map<String, List<Map<String, String>>>) json("doctor?session=" + session, "viewer")).get("findings");
    }

    @Test
    void namesTheSessionsAndWhatTheVisitorMayDo() throws Exception {
        assertThat(json("site", "viewer"))
                .isEqualTo(Map.of(
                        "user",
                        "viewer",
                        "mayManage",
                        false,
                        "stream",
                        true,
                        "session",
                        "one",
                        "sessions",
                        List.of("one", "two")));
        assertThat(json("site", "admin")).asString().contains("mayManage=true");
    }

    @Test
    void findsWhatIsWrongWithTheEngineAndASession() throws Exception {
        engine.failSession("three", "port 6881 is in use");
        engine.addSessionProblem(
                SessionProblem.builder("two", SessionProblem.Severity.WARNING, "configuration", "unknown key 'x'")
                        .build());

        assertThat(findings("two"))
                .contains(
                        Map.of(
                                "severity",
                                "error",
                                "session",
                                "three",
                                "subject",
                                "session",
                                "text",
                                "port 6881 is in use"),
                        Map.of(
                                "severity",
                                "warning",
                                "session",
                                "two",
                                "subject",
                                "configuration",
                                "text",
                                "unknown key 'x'"))
                .anySatisfy(finding -> assertThat(finding)
                        .containsEntry("subject", "peers")
                        .extractingByKey("text")
                        .asString()
                        .startsWith("1 torrent with no peers: session is local"));
    }

    @Test
    void anUnknownSessionIsAFinding() throws Exception {
        assertThat(findings("none"))
                .anySatisfy(finding -> assertThat(finding)
                        .containsEntry("severity", "error")
                        .extractingByKey("text")
                        .asString()
                        .contains("'none' is not running", "one, two"));
    }

    @Test
    void anythingElseIsNotFound() throws Exception {
        assertThat(get("torrents", "admin").statusCode()).isEqualTo(404);
        assertThat(get("", "admin").statusCode()).isEqualTo(404);
    }
}
