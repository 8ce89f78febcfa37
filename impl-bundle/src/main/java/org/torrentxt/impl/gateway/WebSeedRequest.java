package org.torrentxt.impl.gateway;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.impl.gateway.Journey.End;
import org.torrentxt.impl.gateway.ServerConnection.Response;

/** Fetches parts of files on behalf of the engine, and passes them on while they arrive. Used by one thread. */
final class WebSeedRequest implements Closeable {
    private static final long REST_SECONDS = 30; // like the engine's pause after a failure

    private final Connector connector;
    private final Problems problems;
    private final Journey journey;
    private final Map<String, HttpUrl> moved = new LinkedHashMap<>();

    WebSeedRequest(Connector connector, Problems problems, InetAddress from) {
        this.connector = connector;
        this.problems = problems;
        this.journey = new Journey(connector, Way.of(from, connector.rules().webSeedProxy()), this::check);
    }

    /**
     * Answers a request of the engine.
     *
     * @param rest the text that the engine has appended to the web seed's URL
     * @return false if the connection cannot be used any more
     */
    boolean answer(Route route, String rest, HttpHead request, EngineConnection engine) throws IOException {
        if (route.isResting()) {
            engine.refuseForNow();
            return false;
        }
        End end;
        try {
            HttpUrl url = HttpUrl.parse(withoutSlash(route) + rest);
            end = journey.ask(moved.getOrDefault(rest, url), headers(request));
            if (!end.url().equals(url)) {
                moved.put(rest, end.url());
            }
        } catch (IOException e) {
            return rest(route, engine, RefusedException.reason(e), REST_SECONDS);
        }
        return pass(route, end, engine);
    }

    // The local URL ends with a slash if that of the web seed ends with one or has no path.
    private static String withoutSlash(Route route) {
        return route.local().endsWith("/") ? route.url().replaceFirst("/$", "") : route.url();
    }

    private static Map<String, String> headers(HttpHead request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.header("user-agent").ifPresent(agent -> headers.put("User-Agent", agent));
        request.header("range").ifPresent(range -> headers.put("Range", range));
        headers.put("Accept-Encoding", "identity");
        return headers;
    }

    private boolean pass(Route route, End end, EngineConnection engine) throws IOException {
        Response response = end.response();
        int status = response.status();
        if (status >= 500 || status == 408 || status == 429) {
            journey.skip(response);
            long seconds = RetryAfter.seconds(response.head()).orElse(REST_SECONDS);
            return rest(
                    route,
                    engine,
                    "HTTP status " + response.statusLine() + "; next request in " + seconds + " s",
                    seconds);
        }
        if (status != 200 && status != 206) {
            tell(route, "HTTP status " + response.statusLine() + " for " + end.url());
        } else {
            route.isNews("");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Server", response.head().header("server").orElse(end.url().host()));
        response.head().header("content-range").ifPresent(range -> headers.put("Content-Range", range));
        engine.stream(
                response.statusLine().isEmpty() ? status + " " : response.statusLine(),
                headers,
                response.length(),
                response.body());
        return true;
    }

    private boolean rest(Route route, EngineConnection engine, String problem, long seconds) throws IOException {
        route.rest(seconds);
        tell(route, problem);
        engine.refuseForNow();
        return false;
    }

    private void tell(Route route, String problem) {
        if (route.isNews(problem)) {
            problems.ofWebSeed(route.torrent(), route.url(), problem);
        }
    }

    private void check(HttpUrl url, InetAddress address, boolean cameFromGlobal) throws RefusedException {
        if (!connector.rules().ssrfMitigation() || Connector.isGlobal(address)) {
            return;
        }
        if (cameFromGlobal) {
            throw new RefusedException(
                    "blocked by ssrf_mitigation: redirect from a web seed on the Internet to " + url);
        } else if (url.query().isPresent()) {
            throw new RefusedException(
                    "blocked by ssrf_mitigation: the URL of a web seed in the local network must not contain"
                            + " parameters");
        }
    }

    @Override
    public void close() {
        journey.close();
    }
}
