package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.json.JsonReader;
import org.torrentxt.web.json.MalformedJsonException;

/** A server with the servlet, and a client that keeps to the protocol. */
public final class RpcClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebServer server;
    private final String user;
    private String path = "/transmission/rpc";
    private String id = "";

    private RpcClient(WebServer server, String user) {
        this.server = server;
        this.user = user;
    }

    /** Serves the sessions; the one named {@code default} is the standard one. */
    public static RpcClient serving(TorrentSession... sessions) {
        return serving(Map.of(), sessions);
    }

    public static RpcClient serving(Map<String, ?> configuration, TorrentSession... sessions) {
        WebServer server = new WebServer(configuration, sessions);
        server.rpc("/*", new RpcServlet(server.web()));
        return new RpcClient(server.start(), "admin");
    }

    /** Another user of the same server. */
    public RpcClient as(String name) {
        return new RpcClient(server, name);
    }

    public RpcClient at(String otherPath) {
        RpcClient other = new RpcClient(server, user);
        other.path = otherPath;
        return other;
    }

    public WebServer server() {
        return server;
    }

    /** Sends anything, with the session id. */
    public HttpResponse<String> post(String body) {
        HttpResponse<String> response = send(request().POST(HttpRequest.BodyPublishers.ofString(body)));
        if (response.statusCode() != 409) {
            return response;
        }
        id = response.headers().firstValue(SessionId.HEADER).orElseThrow();
        return send(request().POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request with what the client knows. */
    public HttpRequest.Builder request() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri(path)).header("Authorization", WebServer.basic(user));
        return id.isEmpty() ? request : request.header(SessionId.HEADER, id);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a call whose arguments are JSON with quotes such as these: '. */
    public Map<String, Object> answer(String method, String arguments) {
        HttpResponse<String> response =
                post("{\"method\":\"" + method + "\",\"arguments\":" + arguments.replace('\'', '"') + "}");
        assertThat(response.statusCode()).isEqualTo(200);
        return object(parse(response.body()));
    }

    /** The arguments of the answer to a call that succeeds. */
    public Map<String, Object> call(String method, String arguments) {
        Map<String, Object> answer = answer(method, arguments);
        assertThat(answer).containsEntry("result", "success");
        return object(answer.get("arguments"));
    }

    /** The result of a call. */
    public String result(String method, String arguments) {
        return (String) answer(method, arguments).get("result");
    }

    /** Fields of torrents. */
    public List<Map<String, Object>> torrents(String arguments) {
        return objects(call("torrent-get", arguments).get("torrents"));
    }

    /** A field of the torrent with that id. */
    public Object field(int torrent, String name) {
        return torrents("{'ids':" + torrent + ",'fields':['" + name + "']}")
                .get(0)
                .get(name);
    }

    public static Object parse(String json) {
        try {
            return JsonReader.read(new ByteArrayInputStream(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (IOException | MalformedJsonException e) {
            throw new AssertionError(json, e);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> objects(Object value) {
        return (List<Map<String, Object>>) value;
    }

    @Override
    public void close() {
        server.close();
    }
}
