package org.torrentxt.impl.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.torrentxt.impl.gateway.ServerConnection.Response;

/**
 * Sends an announce or scrape on behalf of the engine. Failures are reported like those of a tracker, with a reason.
 */
final class TrackerRequest {
    private static final int MAX_LENGTH = 4 * 1024 * 1024; // the engine's limit
    private static final Pattern ARGUMENT = Pattern.compile("(?:^|&)(info_hash|event)=([^&]*)");
    private static final Pattern PORT = Pattern.compile("((?:^|&)port=)\\d+");
    private static final Pattern TRACKERS_OWN =
            Pattern.compile("(?i)(?:^|&)(?:info_hash|event|port|left|key|uploaded|downloaded|corrupt|peer_id)=.*");

    private final Connector connector;

    TrackerRequest(Connector connector) {
        this.connector = connector;
    }

    /** The answer for the engine, never null. */
    byte[] answer(Route route, String query, HttpHead request, InetAddress from) {
        boolean scrape = isScrape(request);
        if (scrape) {
            return ask(route, query, request, true, from);
        }
        route.announcements().values().removeIf(Announcement::isOver);
        CompletableFuture<byte[]> mine = new CompletableFuture<>();
        Announcement announcement = new Announcement(from, mine, System.nanoTime());
        Announcement shared = route.announcements()
                .merge(what(query), announcement, (other, own) -> other.isSharedBy(from) ? other : own);
        if (shared != announcement) {
            return shared.answer().join();
        }
        byte[] answer = TrackerAnswer.failure("the request failed", 0);
        try {
            answer = ask(route, query, request, false, from);
            return answer;
        } finally {
            mine.complete(answer);
        }
    }

    // The engine sets the user name of the URL to "scrape" for a scrape.
    private static boolean isScrape(HttpHead request) {
        String credentials = request.header("authorization").orElse("").replaceFirst("(?i)basic ", "");
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.US_ASCII).startsWith("scrape");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String what(String query) {
        StringBuilder what = new StringBuilder();
        Matcher matcher = ARGUMENT.matcher(query);
        while (matcher.find()) {
            what.append(matcher.group(2)).append(' ');
        }
        return what.toString();
    }

    private byte[] ask(Route route, String query, HttpHead request, boolean scrape, InetAddress from) {
        Way way = Way.of(from, connector.rules().trackerProxy());
        try (Journey journey = new Journey(connector, way, this::check)) {
            Map<String, String> headers = new LinkedHashMap<>();
            request.header("user-agent").ifPresent(agent -> headers.put("User-Agent", agent));
            headers.put("Accept-Encoding", "gzip");
            headers.put("Connection", "close");
            return read(
                    journey.ask(target(route.url(), withPort(query, from), scrape), headers)
                            .response(),
                    scrape);
        } catch (IOException e) {
            return TrackerAnswer.failure(RefusedException.reason(e), 0);
        } catch (RuntimeException e) {
            return TrackerAnswer.failure("the request failed: " + e, 0);
        }
    }

    // An announce from a loopback address contains the port that is open there.
    private String withPort(String query, InetAddress from) {
        int port = from.isLoopbackAddress() ? connector.rules().port().getAsInt() : 0;
        return port == 0 ? query : PORT.matcher(query).replaceFirst("$1" + port);
    }

    private HttpUrl target(String tracker, String query, boolean scrape) throws RefusedException {
        HttpUrl url = HttpUrl.parse(tracker);
        if (connector.rules().ssrfMitigation()
                && url.query().filter(own -> TRACKERS_OWN.matcher(own).find()).isPresent()) {
            throw new RefusedException("blocked by ssrf_mitigation: the tracker's URL contains announce parameters");
        }
        String path = url.path();
        if (scrape) {
            int last = path.lastIndexOf("/announce");
            if (last < 0 || last != path.lastIndexOf('/')) {
                throw new RefusedException("tracker does not support scrape");
            }
            path = path.substring(0, last) + "/scrape" + path.substring(last + "/announce".length());
        }
        return url.withTarget(path + "?" + url.query().map(own -> own + "&").orElse("") + query);
    }

    private void check(HttpUrl url, InetAddress address, boolean cameFromGlobal) throws RefusedException {
        boolean innocent = url.path().startsWith("/announce") || url.path().startsWith("/scrape");
        if (connector.rules().ssrfMitigation() && address.isLoopbackAddress() && !innocent) {
            throw new RefusedException(
                    "blocked by ssrf_mitigation: the path of a tracker on this host must be /announce");
        }
    }

    private byte[] read(Response response, boolean scrape) throws IOException {
        byte[] body = body(response);
        if (response.status() == 200) {
            return connector.rules().unlimited() || scrape ? body : TrackerAnswer.withoutNames(body);
        }
        long retry = RetryAfter.seconds(response.head()).orElse(0L);
        String status = "HTTP status " + response.statusLine();
        return TrackerAnswer.failure(TrackerAnswer.reason(body).orElse(status), retry);
    }

    private static byte[] body(Response response) throws IOException {
        boolean zipped = response.head().hasToken("content-encoding", "gzip");
        InputStream content = zipped ? new GZIPInputStream(response.body()) : response.body();
        byte[] body = content.readNBytes(MAX_LENGTH + 1);
        if (body.length > MAX_LENGTH) {
            throw new RefusedException("tracker response longer than " + MAX_LENGTH + " bytes");
        }
        return body;
    }
}
