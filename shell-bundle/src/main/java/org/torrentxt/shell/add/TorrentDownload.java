package org.torrentxt.shell.add;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.TorrentException;

/**
 * Fetches .torrent files by HTTP, if the session's network allows it. A server may answer with a magnet link instead
 * of a file.
 */
final class TorrentDownload {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern MAGNET = Pattern.compile("(?i)\\s*magnet(?::|%3a)");
    private static final int MAX_MAGNET = 64 * 1024;

    private final Reach reach;
    private final Duration patience;

    /**
     * Downloads on behalf of a session.
     *
     * @param network the session's network: {@code local}, {@code lan} or {@code internet}
     */
    TorrentDownload(String network) {
        this(network, PATIENCE);
    }

    /** Downloads with another time limit for the whole request, redirects included. */
    TorrentDownload(String network, Duration patience) {
        this.reach = new Reach(network);
        this.patience = patience;
    }

    /**
     * A request to add the torrent at a URL.
     *
     * @param url as pasted; a user name and password in it are sent, but appear in no message
     * @throws TorrentException INVALID_ARGUMENT if it is not a URL, or is outside the session's network
     * @throws IOException if it cannot be fetched within 30 seconds, or is larger than a .torrent file may be
     */
    AddTorrent.Builder fetch(String url) throws IOException, InterruptedException {
        WebAddress address = WebAddress.parse(url);
        try {
            return fetch(address, System.nanoTime() + patience.toNanos());
        } catch (IOException e) {
            // a refused connection has no message
            String reason = e.getMessage() == null ? "no connection" : Credentials.hide(e.getMessage());
            throw new IOException("cannot fetch " + address + ": " + reason, e);
        }
    }

    private AddTorrent.Builder fetch(WebAddress first, long deadline) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER) // each redirect is checked here
                .connectTimeout(patience)
                .build();
        WebAddress address = first;
        URI before = null;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            reach.require(address.uri(), before);
            HttpResponse<byte[]> response = send(client, address, deadline);
            String location = response.headers().firstValue("Location").orElse("");
            if (!REDIRECTS.contains(response.statusCode()) || location.isBlank()) {
                return content(response);
            }
            if (MAGNET.matcher(location).lookingAt()) {
                return AddTorrent.magnet(location);
            }
            WebAddress next = redirected(address, location);
            before = address.uri();
            address = next;
        }
        throw new IOException("more than " + MAX_REDIRECTS + " redirects");
    }

    private static WebAddress redirected(WebAddress address, String location) throws IOException {
        WebAddress next;
        try {
            next = address.redirected(location);
        } catch (TorrentException e) {
            throw new IOException("the server redirects to an unusable URL: " + e.getMessage(), e);
        }
        if (address.uri().getScheme().equals("https") && next.uri().getScheme().equals("http")) {
            throw new IOException("the server redirects from https to http: " + next);
        }
        return next;
    }

    private static HttpResponse<byte[]> send(HttpClient client, WebAddress address, long deadline)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri())
                .header("Accept", "application/x-bittorrent, */*")
                .header("Accept-Encoding", "gzip");
        address.authorization().ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request.build(), info -> new LimitedBody(AddTorrent.MAX_LENGTH));
        try {
            return response.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no complete response in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            response.cancel(true); // also if interrupted; no effect once the response is complete
        }
    }

    private static AddTorrent.Builder content(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() == 401) {
            throw new IOException(
                    "the server answered 401: user name and password required; use http://USER:PASSWORD@HOST/");
        }
        if (response.statusCode() != 200) {
            throw new IOException("the server answered " + response.statusCode());
        }
        byte[] content = uncompressed(response.body());
        String start = new String(content, 0, Math.min(content.length, MAX_MAGNET), ISO_8859_1);
        if (MAGNET.matcher(start).lookingAt()) {
            return AddTorrent.magnet(start.strip().lines().findFirst().orElse(""));
        }
        if (start.stripLeading().startsWith("<")) {
            throw new IOException("the server answered with a web page, not a .torrent file; it may require a login");
        }
        return AddTorrent.torrentBytes(content);
    }

    // detected by its first bytes: some servers send stored gzip files without declaring the encoding
    private static byte[] uncompressed(byte[] body) throws IOException {
        if (body.length < 2 || (body[0] & 0xff) != 0x1f || (body[1] & 0xff) != 0x8b) {
            return body;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] content = in.readNBytes(AddTorrent.MAX_LENGTH + 1);
            if (content.length > AddTorrent.MAX_LENGTH) {
                throw new IOException("larger than " + AddTorrent.MAX_LENGTH + " bytes when uncompressed");
            }
            return content;
        }
    }
}
