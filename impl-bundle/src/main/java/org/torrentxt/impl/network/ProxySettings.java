package org.torrentxt.impl.network;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.torrentxt.impl.proxy.UpstreamProxy;

/**
 * What settings say of a proxy, as people set them.
 *
 * @param proxy the proxy; empty for none, and for one by I2P
 * @param isSet true for a proxy of any type
 * @param forTrackers true if trackers are to be asked through it
 * @param forPeers true if peers and web seeds are to be reached through it
 * @param bound true if {@code outgoing_interfaces} names a device: peers and web seeds are connected to from there
 *     alone
 */
public record ProxySettings(
        Optional<UpstreamProxy> proxy, boolean isSet, boolean forTrackers, boolean forPeers, boolean bound) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*]?|lo");
    private static final int SOCKS4 = 1;
    private static final int SOCKS5 = 2;
    private static final int SOCKS5_PASSWORD = 3;
    private static final int HTTP = 4;
    private static final int HTTP_PASSWORD = 5;

    /** Reads them. */
    public static ProxySettings of(Map<String, Object> settings) {
        int type = number(settings, "proxy_type");
        boolean isSet = type != 0;
        return new ProxySettings(
                proxy(type, settings),
                isSet,
                isSet && settings.get("proxy_tracker_connections").equals(true),
                isSet && settings.get("proxy_peer_connections").equals(true),
                isBound(settings.get("outgoing_interfaces").toString()));
    }

    private static Optional<UpstreamProxy> proxy(int type, Map<String, Object> settings) {
        Optional<UpstreamProxy.Type> known = switch (type) {
            case SOCKS4 -> Optional.of(UpstreamProxy.Type.SOCKS4);
            case SOCKS5, SOCKS5_PASSWORD -> Optional.of(UpstreamProxy.Type.SOCKS5);
            case HTTP, HTTP_PASSWORD -> Optional.of(UpstreamProxy.Type.HTTP);
            default -> Optional.empty();
        };
        boolean hasUser = type == SOCKS4 || type == SOCKS5_PASSWORD || type == HTTP_PASSWORD;
        return known.map(protocol -> new UpstreamProxy(
                protocol,
                settings.get("proxy_hostname").toString(),
                number(settings, "proxy_port"),
                hasUser ? settings.get("proxy_username").toString() : "",
                hasUser ? settings.get("proxy_password").toString() : "",
                settings.get("proxy_hostnames").equals(true)));
    }

    private static int number(Map<String, Object> settings, String name) {
        return Math.toIntExact((Long) settings.get(name));
    }

    private static boolean isBound(String outgoing) {
        return Arrays.stream(outgoing.split(","))
                .map(String::strip)
                .anyMatch(entry -> !entry.isEmpty() && !LITERAL.matcher(entry).matches());
    }

    /**
     * The proxy that a front stands before; empty if the engine is to use the proxy itself: it would connect to the
     * front as it does to peers, and from a device it cannot reach the loopback device.
     */
    public Optional<UpstreamProxy> behindFront() {
        return proxy.filter(known -> forPeers ? !bound : forTrackers);
    }

    /** True if the engine reaches the gateway to announce. */
    boolean letsTrackersReachGateway() {
        return !forTrackers || behindFront().isPresent();
    }

    /** True if the engine reaches the gateway for web seeds. */
    boolean letsWebSeedsReachGateway() {
        return !bound && (!forPeers || behindFront().isPresent());
    }

    /** False if a proxy relays no datagrams, so that trackers by UDP are not asked; their names would be looked up. */
    boolean letsUdpTrackers() {
        return proxy.filter(known -> forTrackers && known.type() != UpstreamProxy.Type.SOCKS5)
                .isEmpty();
    }

    /** True if no name of a peer or a DHT node may be looked up here: the proxy would get it, but the DHT's cannot be. */
    public boolean hidesNames() {
        return forPeers && proxy.filter(UpstreamProxy::resolvesNames).isPresent();
    }

    /** What trackers are asked through. */
    public Optional<UpstreamProxy> trackerProxy() {
        return proxy.filter(known -> forTrackers);
    }

    /** What web seeds are asked through. */
    public Optional<UpstreamProxy> webSeedProxy() {
        return proxy.filter(known -> forPeers);
    }
}
