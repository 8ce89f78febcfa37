package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.testing.FakeHealth;
import org.torrentxt.testing.FakeHistory;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.web.FixedPolicies;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.json.JsonReader;

class SiteServletTest {
    private final FakeHealth health = new FakeHealth();
    private final FakeHistory history = new FakeHistory(RateHistory.builder("two", Instant.ofEpochSecond(600))
            .downloadRates(List.of(RateHistory.UNKNOWN, 7L))
            .uploadRates(List.of(RateHistory.UNKNOWN, 0L))
            .build());
    private final WebServer server =
            new WebServer(Map.of("session", "one"), new FakeSession("two"), new FakeSession("one"));

    @BeforeEach
    void start() {
        server.page("/api/*", new SiteServlet(server.web(), health, history)).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<InputStream> get(String path, String user) throws Exception {
        return get(server, path, user);
    }

    private static HttpResponse<InputStream> get(WebServer of, String path, String user) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(of.uri("/torrentxt/api/" + path))
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
        server.add(new FixedPolicies("two", "films", "iso"));
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
                        List.of("one", "two"),
                        "categories",
                        Map.of("one", List.of(), "two", List.of("films", "iso"))));
        assertThat(json("site", "admin")).asString().contains("mayManage=true");
    }

    private static HealthFinding finding(Level level, String session, String text) {
        return HealthFinding.builder(level, "subject", text).session(session).build();
    }

    @Test
    void showsWhatTheHealthChecksFindOfASessionAndWhatFailsElsewhere() throws Exception {
        health.set(
                finding(Level.OK, "", "engine"),
                finding(Level.WARN, "two", "of two"),
                finding(Level.WARN, "one", "of one"),
                finding(Level.FAIL, "three", "does not run"));

        assertThat(findings("two"))
                .containsExactly(
                        Map.of("severity", "ok", "session", "", "subject", "subject", "text", "engine"),
                        Map.of("severity", "warning", "session", "two", "subject", "subject", "text", "of two"),
                        Map.of("severity", "error", "session", "three", "subject", "subject", "text", "does not run"));
        assertThat(findings("one")).extracting(finding -> finding.get("text")).contains("of one");
    }

    @Test
    void withoutHealthChecksItSaysSo() throws Exception {
        try (WebServer without = new WebServer(Map.of(), new FakeSession("default"))) {
            without.page("/api/*", new SiteServlet(without.web())).start();
            assertThat(JsonReader.read(get(without, "doctor", "viewer").body()))
                    .asString()
                    .contains("severity=error", "torrentxt-health");
        }
    }

    @Test
    void theRatesOfADayHaveNullWhereNothingIsKnown() throws Exception {
        assertThat(json("rates?session=two", "viewer"))
                .hasToString("{begin=600, step=60, download=[null, 7], upload=[null, 0]}");
        assertThat(json("rates", "viewer")).hasToString("{begin=0, step=0, download=[], upload=[]}");
    }

    @Test
    void withoutAHistoryThereAreNoRates() throws Exception {
        try (WebServer without = new WebServer(Map.of(), new FakeSession("default"))) {
            without.page("/api/*", new SiteServlet(without.web())).start();
            assertThat(JsonReader.read(get(without, "rates", "viewer").body()))
                    .hasToString("{begin=0, step=0, download=[], upload=[]}");
        }
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
