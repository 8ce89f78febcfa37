package org.torrentxt.impl.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URLs that the engine is given in the place of others, and back. Each holds a random token: nobody else on this host can ask
 * the gateway for anything. Thread-safe.
 */
final class Routes {
    private static final int TOKEN_BYTES = 16;
    private static final long LEAVING_NANOS = 120_000_000_000L;
    private static final Pattern PATH = Pattern.compile("/(announce/)?([0-9a-f]{32})/([0-9a-z]+)(.*)", Pattern.DOTALL);

    /**
     * Where a request goes.
     *
     * @param route the tracker or web seed
     * @param rest what the engine has added to its URL
     */
    record Hit(Route route, String rest) {}

    private final String token;
    private final AtomicLong last = new AtomicLong();
    private final Map<String, Route> byId = new ConcurrentHashMap<>();
    private final Map<Route.Key, Route> byKey = new ConcurrentHashMap<>();
    private final Queue<Leaving> leaving = new ConcurrentLinkedQueue<>();
    private final Pattern local;

    private record Leaving(int torrent, long since) {}

    Routes() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        this.local = Pattern.compile(
                "http://(?:(?:announce|scrape):@)?[^/\\s]*/(?:announce/|scrape/)?" + token + "/([0-9a-z]+)(/?)");
    }

    /**
     * The local URL of a tracker or web seed, the same for each call.
     *
     * @param server host and port of the gateway, as in URLs
     */
    String add(Route.Key key, String server) {
        return byKey.compute(
                        key, (same, present) -> present != null && present.isAt(server) ? present : create(key, server))
                .local();
    }

    private Route create(Route.Key key, String server) {
        String id = Long.toString(last.incrementAndGet(), Character.MAX_RADIX);
        // The engine makes the URL of a scrape by replacing the first "announce", and takes no other path on this host.
        String url = key.kind() == Route.Kind.TRACKER
                ? "http://announce:@" + server + "/announce/" + token + "/" + id
                : "http://" + server + "/" + token + "/" + id + (endsWithSlash(key.url()) ? "/" : "");
        Route route = new Route(key, url);
        byId.put(id, route);
        return route;
    }

    // The engine appends the names of files to such a URL.
    private static boolean endsWithSlash(String url) {
        return url.endsWith("/") || !url.matches("\\w+://.*/.*");
    }

    /** Forgets all of a torrent that was removed, after a while: its trackers are still told that it stopped. */
    void forget(int torrent) {
        leaving.add(new Leaving(torrent, System.nanoTime()));
        long now = System.nanoTime();
        for (Leaving next = leaving.peek(); next != null && now - next.since() > LEAVING_NANOS; next = leaving.peek()) {
            if (leaving.remove(next)) {
                int gone = next.torrent();
                byKey.keySet().removeIf(key -> key.torrent() == gone);
                byId.values().removeIf(route -> route.torrent() == gone);
            }
        }
    }

    /** What a request to the gateway is for; empty if it is for nothing that the gateway has given out. */
    Optional<Hit> find(String target) {
        Matcher matcher = PATH.matcher(target);
        if (!matcher.matches() || !isToken(matcher.group(2))) {
            return Optional.empty();
        }
        return Optional.ofNullable(byId.get(matcher.group(3))).map(route -> new Hit(route, matcher.group(4)));
    }

    private boolean isToken(String text) {
        // takes the same time for each wrong one
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A text of the engine's with the URLs that people know. */
    String restore(String text) {
        if (text == null || !text.contains(token)) {
            return text;
        }
        return local.matcher(text).replaceAll(found -> {
            Route route = byId.get(found.group(1));
            if (route == null) {
                return Matcher.quoteReplacement("(removed)");
            }
            boolean ownSlash = route.local().endsWith("/");
            return Matcher.quoteReplacement(route.url() + (ownSlash ? "" : found.group(2)));
        });
    }
}
