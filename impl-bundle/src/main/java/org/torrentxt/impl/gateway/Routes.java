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
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps original URLs to those given to the engine, and back. Each contains a random token, so that other programs on
 * this host cannot use the gateway. Thread-safe.
 */
final class Routes {
    private static final int TOKEN_BYTES = 16;
    private static final long LEAVING_NANOS = 120_000_000_000L;
    // with the server in front where the engine takes it for a proxy
    private static final Pattern TARGET =
            Pattern.compile("(?:http://[^/?#]*)?/(announce/)?([0-9a-f]{32})/([0-9a-z]+)(.*)", Pattern.DOTALL);

    /**
     * The target of a request.
     *
     * @param route the tracker or web seed
     * @param rest the text that the engine has appended to the URL
     */
    record Hit(Route route, String rest) {}

    private final String token;
    private final AtomicLong last = new AtomicLong();
    private final Map<String, Route> byId = new ConcurrentHashMap<>();
    private final Map<Route.Key, Route> byKey = new ConcurrentHashMap<>();
    private final Map<Integer, Queue<Entry>> byTorrent = new ConcurrentHashMap<>();
    private final Queue<Leaving> leaving = new ConcurrentLinkedQueue<>();
    private final LongSupplier clock;
    private final Pattern local;

    private record Leaving(int torrent, long since) {}

    private record Entry(String id, Route.Key key) {}

    Routes() {
        this(System::nanoTime);
    }

    /** Routes by another clock, in nanoseconds. */
    Routes(LongSupplier clock) {
        this.clock = clock;
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        this.local = Pattern.compile(
                "http://(?:(?:announce|scrape):@)?[^/\\s]*/(?:announce/|scrape/)?" + token + "/([0-9a-z]+)(/?)");
    }

    /**
     * The local URL of a tracker or web seed, the same on each call.
     *
     * @param server host and port of the gateway, in URL form
     */
    String add(Route.Key key, String server) {
        return byKey.compute(
                        key, (same, present) -> present != null && present.isAt(server) ? present : create(key, server))
                .local();
    }

    private Route create(Route.Key key, String server) {
        String id = Long.toString(last.incrementAndGet(), Character.MAX_RADIX);
        // The engine creates a scrape URL by replacing the first "announce", and accepts no other path on this host.
        String url = key.kind() == Route.Kind.TRACKER
                ? "http://announce:@" + server + "/announce/" + token + "/" + id
                : "http://" + server + "/" + token + "/" + id + (endsWithSlash(key.url()) ? "/" : "");
        Route route = new Route(key, url);
        byId.put(id, route);
        byTorrent
                .computeIfAbsent(key.torrent(), none -> new ConcurrentLinkedQueue<>())
                .add(new Entry(id, key));
        return route;
    }

    // The engine appends the names of files to such a URL.
    private static boolean endsWithSlash(String url) {
        return url.endsWith("/") || !url.matches("\\w+://.*/.*");
    }

    /** Drops all routes of a removed torrent after a while: its last announces are still to be sent. */
    void forget(int torrent) {
        long now = clock.getAsLong();
        leaving.add(new Leaving(torrent, now));
        for (Leaving next = leaving.peek(); next != null && now - next.since() > LEAVING_NANOS; next = leaving.peek()) {
            if (leaving.remove(next)) {
                drop(next.torrent());
            }
        }
    }

    // not by looking through the routes of all: thousands may have been removed at once
    private void drop(int torrent) {
        Queue<Entry> gone = byTorrent.remove(torrent);
        if (gone != null) {
            gone.forEach(entry -> {
                byId.remove(entry.id());
                byKey.remove(entry.key());
            });
        }
    }

    /** The number of routes. */
    int size() {
        return byId.size();
    }

    /** The target of a request to the gateway; empty if its URL was not created by the gateway. */
    Optional<Hit> find(String target) {
        Matcher matcher = TARGET.matcher(target);
        if (!matcher.matches() || !isToken(matcher.group(2))) {
            return Optional.empty();
        }
        return Optional.ofNullable(byId.get(matcher.group(3))).map(route -> new Hit(route, matcher.group(4)));
    }

    private boolean isToken(String text) {
        // takes the same time for every wrong token
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A text of the engine with the original URLs. */
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
