package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import org.torrentxt.api.TorrentException;

/** Fetches .torrent files by HTTP, if the session's network allows it: one that stays on this host asks nobody else. */
final class TorrentDownload {
    private static final String INTERNET = "internet";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Bytes that a .torrent file has at the most. */
    static final int MAX_LENGTH = 32 * 1024 * 1024;

    private final String network;

    /**
     * Downloads on behalf of a session.
     *
     * @param network the session's network: {@code local}, {@code lan} or {@code internet}
     */
    TorrentDownload(String network) {
        this.network = network;
    }

    /**
     * The content behind a URL.
     *
     * @throws TorrentException INVALID_ARGUMENT if the network does not reach so far
     * @throws IOException if it cannot be fetched, or is longer than a .torrent file can be
     */
    byte[] fetch(URI uri) throws IOException, InterruptedException {
        boolean isPublic = network.equals(INTERNET);
        if (!isPublic && !isLoopback(uri.getHost())) {
            throw TorrentException.invalid("the session's network is " + network + ", so " + uri
                    + " is not fetched; set network=internet in the session's configuration,"
                    + " or fetch the file yourself and add that");
        }
        // a server on this host could otherwise send the request on to another
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(isPublic ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try (InputStream body = body(client.send(request, BodyHandlers.ofInputStream()))) {
            return read(body);
        } catch (IOException e) {
            // a refused connection has no message of its own
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            throw new IOException(uri + " cannot be fetched: " + reason, e);
        }
    }

    private static InputStream body(HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("the server answered " + response.statusCode());
        }
        return response.body();
    }

    private static byte[] read(InputStream body) throws IOException {
        byte[] content = body.readNBytes(MAX_LENGTH + 1);
        if (content.length > MAX_LENGTH) {
            throw new IOException("it is longer than " + MAX_LENGTH + " bytes, and so no .torrent file");
        }
        return content;
    }

    // By the look of it alone: to look a name up would already be to talk to somebody.
    private static boolean isLoopback(String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
