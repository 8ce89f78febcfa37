package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/** The few requests of aria2's JSON-RPC that a transfer needs. */
final class Aria2Rpc {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    Aria2Rpc(int port) {
        this.address = URI.create("http://127.0.0.1:" + port + "/jsonrpc");
    }

    /** Whether it answers already. */
    boolean answers() throws InterruptedException {
        try {
            return call("aria2.getVersion", "").statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    void addTorrent(Path torrent) throws IOException, InterruptedException {
        String content = Base64.getEncoder().encodeToString(Files.readAllBytes(torrent));
        HttpResponse<String> response = call("aria2.addTorrent", "\"" + content + "\"");
        if (response.statusCode() != OK) {
            throw new IllegalStateException("aria2 does not add the torrent: " + response.body());
        }
    }

    private HttpResponse<String> call(String method, String parameters) throws IOException, InterruptedException {
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"" + method + "\",\"params\":[" + parameters + "]}";
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
