package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.testing.FakeFleet;
import org.torrentxt.testing.FakeHealth;
import org.torrentxt.testing.FakeHistory;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;
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
        server.page("/api/*", new SiteServlet(server.web(), health, history, Optional.empty()))
                .start();
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
        server.add(new FakePolicies("two", "films", "iso"));
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
    void aFleetHasItsNodesAndTheirTorrents() throws Exception {
        FakeFleet fleet = new FakeFleet("here");
        fleet.setNodes(
                FleetNode.builder("here", Endpoint.address("192.0.2.1"))
                        .isLocal(true)
                        .build(),
                FleetNode.builder("there", Endpoint.address("192.0.2.2"))
                        .labels(Map.of("site", "basel", "rack", "4"))
                        .numTorrents(2)
                        .numErrors(1)
                        .downloadRate(1_500)
                        .deployments(List.of(NodeDeployment.builder("maps", new DhtPublicKey("ab".repeat(32)), 1)
                                .state(DeploymentState.COMPLETE)
                                .build()))
                        .build());
        FleetTorrent torrent = FleetTorrent.builder(7)
                .name("<b>M\u00e4ps</b>")
                .state(TorrentState.SEEDING)
                .percent(100)
                .build();
        fleet.setTorrents("there", torrent);
        try (WebServer with = new WebServer(Map.of(), new FakeSession("default"))) {
            with.page("/api/*", new SiteServlet(with.web(), health, history, Optional.of(fleet)))
                    .start();
            assertThat(document(with, "site")).containsEntry("node", "here");
            assertThat(document(with, "nodes"))
                    .containsEntry("cluster", "torrentxt")
                    .containsEntry("node", "here");
            assertThat(document(with, "nodes").get("nodes"))
                    .hasToString("[{name=here, address=192.0.2.1, labels=, isLocal=true, numTorrents=-1, numErrors=0,"
                            + " downloadRate=0, uploadRate=0, numDeployments=0, numComplete=0},"
                            + " {name=there, address=192.0.2.2, labels=rack=4, site=basel, isLocal=false,"
                            + " numTorrents=2, numErrors=1, downloadRate=1500, uploadRate=0, numDeployments=1,"
                            + " numComplete=1}]");

            Map<String, Object> torrents = document(with, "torrents?node=there");
            assertThat(torrents.get("torrents"))
                    .asString()
                    .contains("id=7", "name=<b>M\u00e4ps</b>", "state=seeding", "percent=100");
            String known = "torrents?node=there&version=" + torrents.get("version");
            assertThat(document(with, known)).containsOnlyKeys("node", "version");
            fleet.setTorrents("there", torrent.toBuilder().uploadRate(2_000).build());
            assertThat(document(with, known)).containsKey("torrents");
            for (String node : List.of("?node=elsewhere", "", "?node=%3Cscript%3E")) {
                assertThat(document(with, "torrents" + node)).containsEntry("torrents", List.of());
            }
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(with.uri("/torrentxt/api/nodes"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .as("whoever has not logged in")
                    .isEqualTo(401);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> document(WebServer of, String path) throws Exception {
        return (Map<String, Object>) JsonReader.read(get(of, path, "viewer").body());
    }

    @Test
    void anythingElseIsNotFound() throws Exception {
        assertThat(get("torrents", "admin").statusCode()).as("in no fleet").isEqualTo(404);
        assertThat(get("nodes", "admin").statusCode()).isEqualTo(404);
        assertThat(get("other", "admin").statusCode()).isEqualTo(404);
        assertThat(get("", "admin").statusCode()).isEqualTo(404);
    }
}
