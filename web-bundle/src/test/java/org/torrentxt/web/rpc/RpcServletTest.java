package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** What clients rely on besides the methods: paths, the session id, status codes, results and tags. */
class RpcServletTest {
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());
    private final FakeSession other = new FakeSession("other");
    private final RpcClient client = RpcClient.serving(Map.of("body.limit", "2048"), session, other);

    @AfterEach
    void stop() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "HEAD", "PUT", "OPTIONS"})
    void withoutTheSessionIdEveryRequestGetsIt(String method) {
        HttpResponse<String> response =
                client.send(client.request().method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("X-Transmission-Session-Id")).isPresent();
        assertThat(response.headers().map()).doesNotContainKey("X-Transmission-Rpc-Version");
    }

    @Test
    void withAnotherSessionIdToo() {
        HttpRequest.Builder request = client.request().header("X-Transmission-Session-Id", "a".repeat(48));
        assertThat(client.send(request.GET()).statusCode()).isEqualTo(409);
    }

    @Test
    void withoutAPasswordNobodyGetsIt() {
        HttpRequest.Builder request = HttpRequest.newBuilder(client.server().uri("/transmission/rpc"));
        assertThat(client.send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void onlyPostIsARequest() {
        client.post("{}");
        HttpResponse<String> response = client.send(client.request().GET());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @CsvSource({
        "/transmission/rpc, 1",
        "/transmission/rpc/, 1",
        "/transmission/default/rpc, 1",
        "/transmission/other/rpc, 0",
        "/transmission/other/rpc/, 0"
    })
    void thePathTellsTheSession(String path, int torrents) {
        assertThat(client.at(path).call("session-stats", "{}")).containsEntry("torrentCount", (long) torrents);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/transmission/", "/transmission/web/", "/transmission/upload", "/transmission/a/b/rpc"})
    void otherPathsAreNone(String path) {
        assertThat(client.at(path).post("{}").statusCode()).isEqualTo(404);
    }

    @Test
    void aSessionThatIsNotRunningIsNamed() {
        assertThat(client.at("/transmission/none/rpc").result("session-get", "{}"))
                .isEqualTo("session 'none' is not running; running: default, other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|no method name",
                "{'method':'torrent-eat'}|method name not recognized: 'torrent-eat'",
                "{'method':7}|invalid method: expected a text, got 7",
                "{'method':'session-get','arguments':[]}"
                        + "|invalid arguments: expected an object such as {'method':'session-get'}, got an empty list",
                "[]|invalid request: expected an object such as {'method':'session-get'}, got an empty list",
                "null|invalid request: expected an object such as {'method':'session-get'}, got null",
                "{'method':'torrent-get'}|invalid fields: expected a list of names such as ['id','name'], got null",
                "{'method':'torrent-get','arguments':{'fields':['id',7]}}"
                        + "|invalid fields: expected a list of texts, got a list that begins with 'id'",
                "{'method':'torrent-get','arguments':{'fields':[],'ids':{}}}"
                        + "|invalid ids: expected ids, info-hashes or 'recently-active', got an object",
                "{'method':'torrent-get','arguments':{'fields':[],'ids':null}}"
                        + "|invalid ids: expected ids, info-hashes or 'recently-active', got null",
                "{'method':'torrent-stop','arguments':{'ids':['abc']}}"
                        + "|invalid ids: expected ids, info-hashes or 'recently-active', got 'abc'"
            })
    void theResultSaysWhatIsWrong(String request, String result) {
        HttpResponse<String> response = client.post(request.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(200);
        String text =
                (String) RpcClient.object(RpcClient.parse(response.body())).get("result");
        assertThat(text.replace('"', '\'')).isEqualTo(result);
        assertThat(session.calls()).isEmpty();
    }

    @Test
    void whatFailsWhileValuesAreReadIsAResultAndNotHalfADocument() {
        session.answer("trackers", (torrent, none) -> {
            throw new IllegalStateException("of the test");
        });
        assertThat(client.result("torrent-get", "{\"fields\":[\"id\",\"name\",\"trackers\"]}"))
                .isEqualTo("internal error, see the log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'method':}", "\u0000", "nul"})
    void whatIsNoJsonIsABadRequest(String body) {
        HttpResponse<String> response = client.post(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid JSON: ");
    }

    @Test
    void depthIsBounded() {
        assertThat(client.post("[".repeat(1000)).statusCode()).isEqualTo(400);
    }

    @Test
    void lengthIsBounded() {
        String body = "{\"method\":\"session-stats\",\"filler\":\"" + "a".repeat(3000) + "\"}";
        assertThat(client.post(body).statusCode()).isEqualTo(413);
        HttpRequest.BodyPublisher chunked =
                HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body.getBytes()));
        HttpResponse<String> response = client.send(client.request().POST(chunked));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("at most 2048 bytes");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "-1, -1", "7.0, 7", "9007199254740993, 9007199254740993"})
    void theTagIsSentBack(String tag, long expected) {
        assertThat(client.post("{\"method\":\"session-stats\",\"tag\":" + tag + "}")
                        .body())
                .endsWith("\"tag\":" + expected + "}");
        assertThat(client.post("{\"tag\":" + tag + "}").body()).endsWith("\"tag\":" + expected + "}");
    }

    @Test
    void halvesOfSurrogatePairsAreNoText() {
        assertThat(client.post("{\"method\":\"\\ud800\"}").body()).contains("not recognized: '\ufffd'");
    }

    @Test
    void viewersLookAndChangeNothing() {
        RpcClient viewer = client.as("viewer");
        assertThat(viewer.torrents("{'fields':['id']}")).isEqualTo(List.of(Map.of("id", 1L)));
        for (String method : List.of("torrent-stop", "torrent-remove", "torrent-add", "session-set")) {
            assertThat(viewer.result(method, "{}")).startsWith("user 'viewer' has read-only access, and " + method);
        }
        assertThat(session.calls()).isEmpty();
    }
}
