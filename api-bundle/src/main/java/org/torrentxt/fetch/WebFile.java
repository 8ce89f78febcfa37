package org.torrentxt.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/** Fetches files by HTTP, if the session's network allows it. */
public final class WebFile {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_REDIRECTS = 10;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Reach reach;
    private final int limit;
    private final Duration patience;

    /**
     * Fetches on behalf of a session.
     *
     * @param network the session's network: {@code local}, {@code lan} or {@code internet}
     * @param limit the maximum length of a file in bytes
     */
    public WebFile(String network, int limit) {
        this(network, limit, PATIENCE);
    }

    /**
     * Fetches on behalf of a session, and not past its proxy or its network device.
     *
     * @param limit the maximum length of a file in bytes
     */
    public WebFile(TorrentSession session, int limit) {
        this(Reach.of(session), limit, PATIENCE);
    }

    /** Fetches with another time limit for the whole request, redirects included. */
    WebFile(String network, int limit, Duration patience) {
        this(new Reach(network), limit, patience);
    }

    private WebFile(Reach reach, int limit, Duration patience) {
        this.reach = reach;
        this.limit = limit;
        this.patience = patience;
    }

    /**
     * The file at a URL.
     *
     * @param url as pasted; a user name and password in it are sent, but appear in no message
     * @throws TorrentException INVALID_ARGUMENT if it is not a URL, or is outside the session's network
     * @throws IOException if it cannot be fetched within 30 seconds, or is too long
     */
    public byte[] fetch(String url) throws IOException, InterruptedException {
        return fetch(url, Optional.empty(), location -> false, WebFile::body);
    }

    /** Reads a response. */
    interface Reader<T> {
        T read(HttpResponse<byte[]> response) throws IOException;
    }

    /**
     * What a URL leads to.
     *
     * @param cookies to be sent to that server only
     * @param isEnd of the locations that servers redirect to, those that are not followed
     */
    <T> T fetch(String url, Optional<String> cookies, Predicate<String> isEnd, Reader<T> reader)
            throws IOException, InterruptedException {
        WebAddress address = WebAddress.parse(url);
        try {
            return reader.read(follow(address, cookies, isEnd, System.nanoTime() + patience.toNanos()));
        } catch (IOException e) {
            // a refused connection has no message
            String reason = e.getMessage() == null ? "no connection" : Credentials.hide(e.getMessage());
            throw new IOException("cannot fetch " + address + ": " + reason, e);
        }
    }

    private HttpResponse<byte[]> follow(
            WebAddress first, Optional<String> cookies, Predicate<String> isEnd, long deadline)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER) // each redirect is checked here
                .connectTimeout(patience)
                .build();
        WebAddress address = first;
        URI before = null;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            reach.require(address.uri(), before);
            Optional<String> sent = address.isSameServer(first) ? cookies : Optional.empty();
            HttpResponse<byte[]> response = send(client, address, sent, deadline);
            String location = location(response);
            if (location.isBlank() || isEnd.test(location)) {
                return response;
            }
            WebAddress next = redirected(address, location);
            before = address.uri();
            address = next;
        }
        throw new IOException("more than " + MAX_REDIRECTS + " redirects");
    }

    /** Where it redirects to; empty if it does not. */
    static String location(HttpResponse<byte[]> response) {
        return REDIRECTS.contains(response.statusCode())
                ? response.headers().firstValue("Location").orElse("")
                : "";
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

    private HttpResponse<byte[]> send(HttpClient client, WebAddress address, Optional<String> cookies, long deadline)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri())
                .header("Accept", "application/x-bittorrent, */*")
                .header("Accept-Encoding", "gzip");
        cookies.ifPresent(value -> request.header("Cookie", value));
        address.authorization().ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request.build(), info -> new LimitedBody(limit));
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

    /** The body of a response that has one. */
    static byte[] body(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() == UNAUTHORIZED) {
            throw new IOException(
                    "the server answered 401: user name and password required; use http://USER:PASSWORD@HOST/");
        }
        if (response.statusCode() != OK) {
            throw new IOException("the server answered " + response.statusCode());
        }
        return response.body();
    }
}
