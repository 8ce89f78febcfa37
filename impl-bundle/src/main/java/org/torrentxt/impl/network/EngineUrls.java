package org.torrentxt.impl.network;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.torrentxt.impl.gateway.BoundDevice;
import org.torrentxt.impl.gateway.Gateway;

/**
 * Determines the URLs given to the engine for a torrent's trackers and web seeds: a URL of the session's gateway if
 * Java sends the request (see {@link Gateway}), the original URL if the engine can, or none if the network mode does
 * not allow it. Thread-safe.
 */
public final class EngineUrls {
    /**
     * The conditions.
     *
     * @param trackers true if the engine can reach the gateway for announces
     * @param proxied true if it reaches the gateway through the front of a proxy, which serves no other http requests
     * @param webSeeds true if the engine can reach the gateway for web seeds
     * @param verifies true if certificates must be verified, which only Java can do
     * @param ipv6 true if the engine listens on IPv6 addresses only
     * @param direct false with a proxy or a network device, past which WebTorrent would connect
     * @param udp false with a proxy that relays no datagrams
     * @param device the network device that the session is bound to; empty for none
     * @param offline true while that cannot be used
     */
    private record State(
            long version,
            NetworkMode network,
            boolean trackers,
            boolean proxied,
            boolean webSeeds,
            boolean verifies,
            boolean ipv6,
            boolean direct,
            boolean udp,
            Optional<String> device,
            boolean offline) {
        State withVersion(long other) {
            return new State(other, network, trackers, proxied, webSeeds, verifies, ipv6, direct, udp, device, offline);
        }
    }

    /** Whether a URL is allowed. */
    private record Judged(State state, String url, boolean isAllowed) {}

    private final Gateway gateway;
    private final DeviceWatch device;
    private volatile State state;
    private volatile Judged last = new Judged(null, "", false); // thousands of torrents have the same tracker

    public EngineUrls(Gateway gateway, NetworkMode network, Map<String, Object> settings, DeviceWatch device) {
        this.gateway = gateway;
        this.device = device;
        this.state = state(1, network, settings);
    }

    /**
     * Applies a changed network mode or settings, or what has become of the network device.
     *
     * @return true if torrents need other URLs than before
     */
    public synchronized boolean change(NetworkMode network, Map<String, Object> settings) {
        State changed = state(state.version() + 1, network, settings);
        boolean same = changed.withVersion(state.version()).equals(state);
        if (!same) {
            state = changed;
        }
        return !same;
    }

    private State state(long version, NetworkMode network, Map<String, Object> settings) {
        ProxySettings proxy = ProxySettings.of(settings);
        return new State(
                version,
                network,
                proxy.letsTrackersReachGateway(),
                proxy.forTrackers() && proxy.behindFront().isPresent(),
                proxy.letsWebSeedsReachGateway(),
                settings.get("validate_https_trackers").equals(true),
                !proxy.forPeers()
                        && GatewayEntry.isIpv6(settings.get("listen_interfaces").toString()),
                !proxy.isSet() && device.device().isEmpty(),
                proxy.letsUdpTrackers(),
                device.device().map(BoundDevice::name),
                device.isCut());
    }

    /** Increases with each change that torrents must apply. */
    public long version() {
        return state.version();
    }

    public NetworkMode network() {
        return state.network();
    }

    /** The URL given to the engine for a tracker of a torrent; empty for none. */
    public Optional<String> tracker(int torrent, String url) {
        State now = state;
        if (!isAllowed(now, url)) {
            return Optional.empty();
        }
        boolean javaAsks = now.network() == NetworkMode.INTERNET && !now.proxied() ? isHttps(url) : isHttp(url);
        return given(
                url, !javaAsks || now.trackers(), () -> javaAsks ? gateway.tracker(torrent, url, now.ipv6()) : url);
    }

    private boolean isAllowed(State now, String url) {
        Judged judged = last;
        if (judged.state() != now || !judged.url().equals(url)) {
            judged = new Judged(now, url, judge(now, url));
            last = judged;
        }
        return judged.isAllowed();
    }

    // Nothing is asked while offline: the engine would look up names, which leaves by any device.
    private static boolean judge(State now, String url) {
        return !now.offline()
                && (now.direct() || !NetworkMode.isWebTorrent(url))
                && (now.udp() || !isUdp(url))
                && now.network().allowsUrl(url);
    }

    /** The URL given to the engine for a web seed of a torrent; empty for none. */
    public Optional<String> webSeed(int torrent, String url) {
        State now = state;
        if (!isAllowed(now, url) || now.network() != NetworkMode.INTERNET && !now.webSeeds()) {
            return Optional.empty();
        }
        return given(url, now.webSeeds(), () -> isHttp(url) ? gateway.webSeed(torrent, url) : url);
    }

    // If the engine cannot reach the gateway, it sends the request itself, but it cannot verify certificates.
    private Optional<String> given(String url, boolean reachesGateway, Supplier<String> otherwise) {
        if (reachesGateway) {
            return Optional.of(otherwise.get());
        }
        return isHttps(url) && state.verifies() ? Optional.empty() : Optional.of(url);
    }

    private static boolean isHttp(String url) {
        return Urls.begins(url, "http://") || isHttps(url);
    }

    private static boolean isHttps(String url) {
        return Urls.begins(url, "https://");
    }

    private static boolean isUdp(String url) {
        return Urls.begins(url, "udp:");
    }

    /** True for a URL of the gateway. */
    public boolean isOfGateway(String url) {
        return !original(url).equals(url);
    }

    /** A URL or other text of the engine, with the original URLs. */
    public String original(String text) {
        return GatewayEntry.hide(gateway.restore(text));
    }

    /** Why a tracker or web seed is listed but not used. */
    public String heldBack(String url) {
        State now = state;
        if (now.offline()) {
            return "not used while network device " + now.device().orElse("") + " is down or has no address";
        }
        if (!now.direct() && NetworkMode.isWebTorrent(url)) {
            return "not used: WebTorrent would connect past the "
                    + (now.device().isPresent() ? "network device" : "proxy");
        }
        if (!now.udp() && isUdp(url)) {
            return "not used: only a SOCKS5 proxy relays UDP";
        }
        if (now.device().isPresent() && now.network().allowsUrl(url)) {
            return "not used: https web seeds, and with network=lan all web seeds, cannot be reached from"
                    + " network.device";
        }
        return now.network() == NetworkMode.INTERNET && isHttps(url)
                ? "not used: certificates cannot be verified with a device in outgoing_interfaces; specify"
                        + " addresses in setting.outgoing_interfaces"
                : "not used while network=" + now.network().label();
    }

    /** A torrent was removed. */
    public void forget(int torrent) {
        gateway.forget(torrent);
    }
}
