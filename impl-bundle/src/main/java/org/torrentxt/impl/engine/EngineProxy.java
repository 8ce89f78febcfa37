package org.torrentxt.impl.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.gateway.Gateway;
import org.torrentxt.impl.network.GatewayEntry;
import org.torrentxt.impl.network.ProxySettings;
import org.torrentxt.impl.proxy.Admission;
import org.torrentxt.impl.proxy.Destination;
import org.torrentxt.impl.proxy.ProxyFront;
import org.torrentxt.impl.proxy.UpstreamProxy;

/**
 * The proxy that the engine is given in the place of the one that is set: the session's {@link ProxyFront}, so that it
 * reaches the session's gateway also with a proxy. Nobody else sees it. Thread-safe.
 */
final class EngineProxy implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("proxy_type", "proxy_hostname", "proxy_port", "proxy_username", "proxy_password");
    private static final long SOCKS5_PASSWORD = 3;
    private static final long HTTP_PASSWORD = 5;

    private final String session;
    private final Gateway gateway;
    private final Consumer<String> problems;
    private Optional<ProxyFront> front = Optional.empty();
    private volatile String frontAddress = ""; // as texts have it
    private Map<String, Object> own = Map.of(); // as set, where the engine has others

    EngineProxy(String session, Gateway gateway, Consumer<String> problems) {
        this.session = session;
        this.gateway = gateway;
        this.problems = problems;
    }

    /**
     * Replaces what a pack says of the proxy.
     *
     * @param pack what the engine is to be given
     * @param current the engine's current settings, for what the pack does not change
     * @return what is set in all
     */
    synchronized ProxySettings put(settings_pack pack, settings_pack current) {
        Map<String, Object> set = SettingRegistry.values(restored(current));
        set.replaceAll((name, value) -> {
            SettingRegistry.Key key = SettingRegistry.key(name);
            return pack.has_val(key.number()) ? SettingRegistry.get(pack, key) : value;
        });
        ProxySettings settings = ProxySettings.of(set);
        Map<String, Object> asSet = new TreeMap<>(set);
        asSet.keySet().retainAll(NAMES);
        Optional<UpstreamProxy> proxy = settings.behindFront();
        if (proxy.isEmpty()) {
            front.ifPresent(ProxyFront::admitNobody);
            own = Map.of();
            SettingRegistry.put(pack, asSet);
            return settings;
        }
        // with a proxy for peers the engine listens at all IPv4 addresses, whatever is set
        boolean ipv6 = !settings.forPeers()
                && GatewayEntry.isIpv6(
                        set.get(SettingRegistry.LISTEN_INTERFACES).toString());
        SettingRegistry.put(pack, given(proxy.get(), opened(ipv6)));
        own = asSet;
        return settings;
    }

    // SOCKS5 for what can relay datagrams, so that the engine sends none otherwise
    private static Map<String, Object> given(UpstreamProxy proxy, ProxyFront front) {
        Admission admission = front.admit(proxy);
        InetSocketAddress address = front.address();
        return Map.of(
                "proxy_type", proxy.type() == UpstreamProxy.Type.SOCKS5 ? SOCKS5_PASSWORD : HTTP_PASSWORD,
                "proxy_hostname", Destination.of(address.getAddress(), 0).host(),
                "proxy_port", (long) address.getPort(),
                "proxy_username", admission.user(),
                "proxy_password", admission.password());
    }

    private ProxyFront opened(boolean ipv6) {
        if (front.filter(open -> open.address().getAddress().equals(gateway.address(ipv6)))
                .isEmpty()) {
            front.ifPresent(ProxyFront::close);
            front = Optional.empty();
            try {
                ProxyFront opened = ProxyFront.open(session, gateway.address(ipv6), gateway::isAt, problems);
                InetSocketAddress address = opened.address();
                frontAddress =
                        Destination.of(address.getAddress(), address.getPort()).toString();
                front = Optional.of(opened);
            } catch (IOException e) {
                throw new TorrentException(
                        ErrorCode.ENGINE, "no loopback address to listen at for the proxy: " + e.getMessage(), e);
            }
        }
        return front.orElseThrow();
    }

    /** The engine's settings with the proxy as it was set; changes the pack. */
    synchronized settings_pack restored(settings_pack pack) {
        SettingRegistry.put(pack, own);
        return pack;
    }

    /** A text of the engine's that names the proxy as it was set. */
    String restored(String text) {
        String address = frontAddress;
        return address.isEmpty() || text == null || !text.contains(address)
                ? text
                : text.replace(address, addressAsSet());
    }

    private synchronized String addressAsSet() {
        return own.isEmpty()
                ? "(removed)"
                : Destination.of(own.get("proxy_hostname").toString(), Math.toIntExact((Long) own.get("proxy_port")))
                        .toString();
    }

    private synchronized Optional<ProxyFront> opened() {
        return front;
    }

    /** Why the proxy could not be used lately; empty if it could, or was not needed. */
    Optional<String> problem() {
        return opened().map(ProxyFront::problem).filter(text -> !text.isEmpty());
    }

    @Override
    public synchronized void close() {
        front.ifPresent(ProxyFront::close);
        front = Optional.empty();
    }
}
