package org.torrentxt.benchmarks.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The few requests of qBittorrent's Web API that a transfer needs. */
final class QbittorrentApi {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final String BOUNDARY = "part-of-a-request";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    QbittorrentApi(int port) {
        this.address = "http://127.0.0.1:" + port + "/api/v2/";
    }

    /** Whether it answers already. */
    boolean answers() throws InterruptedException {
        try {
            return send(request("app/version").GET().build()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Adds a torrent, started; what its folder has of it is checked. */
    void add(Path torrent, Path folder) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "savepath", "", folder.toString().getBytes(StandardCharsets.UTF_8));
        part(body, "torrents", "; filename=\"sample.torrent\"", Files.readAllBytes(torrent));
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        String answer = required(request("torrents/add")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
        if (!answer.equals("Ok.")) {
            throw new IllegalStateException("qBittorrent does not add the torrent: " + answer);
        }
    }

    private static void part(ByteArrayOutputStream body, String name, String more, byte[] content) {
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** All torrents with their states, as JSON. */
    String torrents() throws IOException, InterruptedException {
        return required(request("torrents/info").GET().build());
    }

    /** Names a peer to a torrent; false if the torrent is not there yet. */
    boolean addPeer(String hash, int port) throws IOException, InterruptedException {
        String form = "hashes=" + hash + "&peers=" + URLEncoder.encode("127.0.0.1:" + port, StandardCharsets.US_ASCII);
        HttpResponse<String> response = send(request("torrents/addPeers")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        return response.statusCode() == OK && response.body().contains("\"added\":1");
    }

    private HttpRequest.Builder request(String method) {
        return HttpRequest.newBuilder(URI.create(address + method)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private String required(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request);
        if (response.statusCode() != OK) {
            throw new IllegalStateException(request.uri() + " is answered with " + response.statusCode());
        }
        return response.body();
    }
}
