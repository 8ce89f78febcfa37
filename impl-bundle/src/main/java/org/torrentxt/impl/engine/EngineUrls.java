package org.torrentxt.impl.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.torrentxt.impl.gateway.Gateway;

/**
 * What the engine is given in the place of a torrent's trackers and web seeds: URLs of the session's gateway where Java is to ask
 * (see {@link Gateway}), the URL itself where the engine can, or nothing where the network mode rules it out. Thread-safe.
 */
final class EngineUrls {
    private static final Pattern HTTP = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);
    private static final Pattern HTTPS = Pattern.compile("(?i)https://.*", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*]?|lo");

    /**
     * What it goes by.
     *
     * @param trackers true if the engine can reach the gateway to announce
     * @param webSeeds true if it can for web seeds
     * @param verifies true if certificates are to be verified, which Java alone can
     * @param ipv6 true if the engine listens at IPv6 addresses only
     */
    private record State(
            long version, NetworkMode network, boolean trackers, boolean webSeeds, boolean verifies, boolean ipv6) {
        State withVersion(long other) {
            return new State(other, network, trackers, webSeeds, verifies, ipv6);
        }
    }

    private final Gateway gateway;
    private volatile State state;

    EngineUrls(Gateway gateway, NetworkMode network, Map<String, Object> settings) {
        this.gateway = gateway;
        this.state = state(1, network, settings);
    }

    /**
     * Takes over a changed network mode or settings.
     *
     * @return true if torrents need other URLs than before
     */
    synchronized boolean change(NetworkMode network, Map<String, Object> settings) {
        State changed = state(state.version() + 1, network, settings);
        boolean same = changed.withVersion(state.version()).equals(state);
        if (!same) {
            state = changed;
        }
        return !same;
    }

    // Through a proxy the engine would look for the gateway on the proxy's host, and bound to a device not find it.
    private static State state(long version, NetworkMode network, Map<String, Object> settings) {
        boolean proxy = !settings.get("proxy_type").equals(0L);
        boolean bound = Arrays.stream(
                        settings.get("outgoing_interfaces").toString().split(","))
                .map(String::strip)
                .anyMatch(entry -> !entry.isEmpty() && !LITERAL.matcher(entry).matches());
        return new State(
                version,
                network,
                !(proxy && settings.get("proxy_tracker_connections").equals(true)),
                !(proxy && settings.get("proxy_peer_connections").equals(true)) && !bound,
                settings.get("validate_https_trackers").equals(true),
                GatewayEntry.isIpv6(settings.get("listen_interfaces").toString()));
    }

    /** Grows with each change that torrents have to follow. */
    long version() {
        return state.version();
    }

    NetworkMode network() {
        return state.network();
    }

    /** What the engine is given for a tracker of a torrent; empty for nothing. */
    Optional<String> tracker(int torrent, String url) {
        State now = state;
        if (!now.network().allowsUrl(url)) {
            return Optional.empty();
        }
        boolean javaAsks = now.network() == NetworkMode.INTERNET ? isHttps(url) : isHttp(url);
        return given(
                url, !javaAsks || now.trackers(), () -> javaAsks ? gateway.tracker(torrent, url, now.ipv6()) : url);
    }

    /** What the engine is given for a web seed of a torrent; empty for nothing. */
    Optional<String> webSeed(int torrent, String url) {
        State now = state;
        if (!now.network().allowsUrl(url) || now.network() != NetworkMode.INTERNET && !now.webSeeds()) {
            return Optional.empty();
        }
        return given(url, now.webSeeds(), () -> isHttp(url) ? gateway.webSeed(torrent, url) : url);
    }

    // Where the engine cannot reach the gateway, it asks itself; but it cannot verify certificates.
    private Optional<String> given(String url, boolean reachesGateway, Supplier<String> otherwise) {
        if (reachesGateway) {
            return Optional.of(otherwise.get());
        }
        return isHttps(url) && state.verifies() ? Optional.empty() : Optional.of(url);
    }

    private static boolean isHttp(String url) {
        return HTTP.matcher(url).matches();
    }

    private static boolean isHttps(String url) {
        return HTTPS.matcher(url).matches();
    }

    /** True for a URL of the gateway. */
    boolean isOfGateway(String url) {
        return !original(url).equals(url);
    }

    /** A URL or another text of the engine's, with the URLs that people know. */
    String original(String text) {
        return GatewayEntry.hide(gateway.restore(text));
    }

    /** Why a tracker or web seed is listed but not asked. */
    String heldBack(String url) {
        State now = state;
        return now.network() == NetworkMode.INTERNET && isHttps(url)
                ? "held back: certificates cannot be verified through a proxy or outgoing_interfaces that names a"
                        + " device; set setting.proxy_tracker_connections=false, and for web seeds"
                        + " proxy_peer_connections=false"
                : "held back while network=" + now.network().label();
    }

    /** A torrent was removed. */
    void forget(int torrent) {
        gateway.forget(torrent);
    }
}
