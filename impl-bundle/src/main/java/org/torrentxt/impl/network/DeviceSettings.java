package org.torrentxt.impl.network;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;

/** The engine's settings of a session that is bound to a network device. */
public final class DeviceSettings {
    /** The configuration's key for the device. */
    public static final String KEY = "network.device";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.@-]{1,15}");
    private static final Pattern NUMBERS = Pattern.compile("[\\d.]+");
    private static final String LISTEN = "listen_interfaces";
    private static final String OUTGOING = "outgoing_interfaces";
    private static final int PORT = 6881;

    private DeviceSettings() {}

    /**
     * Rejects what is no name of a device.
     *
     * @param network of the session
     */
    public static void checkName(String device, NetworkMode network) {
        if (!NAME.matcher(device).matches() || NUMBERS.matcher(device).matches()) {
            throw TorrentException.invalid(
                    "invalid " + KEY + " '" + device + "': expected the name of one network device, such as tun0");
        }
        if (network == NetworkMode.LOCAL) {
            throw TorrentException.invalid(
                    KEY + "=" + device + " requires network=lan or network=internet, but network=local");
        }
    }

    /**
     * The settings for a device. Ports are taken from those that are configured, as far as these are for all addresses
     * or that device.
     *
     * @param configured by libtorrent's names, as text
     * @throws TorrentException if one of them names an address or another device
     */
    public static Map<String, Object> of(String device, Map<String, Object> configured) {
        Object outgoing = configured.getOrDefault(OUTGOING, device);
        if (!outgoing.toString().strip().equals(device)) {
            throw contradiction(device, OUTGOING, outgoing);
        }
        String given = configured.getOrDefault(LISTEN, "").toString();
        String listen = ListenInterfaces.parse(given.isBlank() ? "0.0.0.0:" + PORT : given).entries().stream()
                .map(entry -> {
                    if (!entry.isWildcard() && !entry.host().equals(device)) {
                        throw contradiction(device, LISTEN, given);
                    }
                    return device + ":" + entry.port() + entry.flags();
                })
                .distinct()
                .collect(Collectors.joining(","));
        return Map.of(LISTEN, listen, OUTGOING, device);
    }

    /** What is off unless it is configured: port mappings ask the router, who is behind another device. */
    public static Map<String, Object> defaults() {
        return Map.of("enable_upnp", false, "enable_natpmp", false, "webtorrent_stun_server", "");
    }

    /**
     * Rejects settings by which something would leave by another device.
     *
     * @param settings by libtorrent's names, of the right types
     */
    public static void check(String device, Map<String, ?> settings) {
        Object listen = settings.get(LISTEN);
        if (listen != null
                && ListenInterfaces.parse(listen.toString()).entries().stream()
                        .anyMatch(entry -> !entry.host().equals(device))) {
            throw contradiction(device, LISTEN, listen);
        }
        Object outgoing = settings.get(OUTGOING);
        if (outgoing != null && !outgoing.equals(device)) {
            throw contradiction(device, OUTGOING, outgoing);
        }
        Object stun = settings.get("webtorrent_stun_server");
        if (stun != null && !stun.equals("")) {
            throw contradiction(device, "webtorrent_stun_server", stun);
        }
        Object proxy = settings.get("proxy_type");
        if (proxy != null && !proxy.equals(0L)) {
            throw TorrentException.invalid(KEY + "=" + device + " cannot be combined with a proxy: the connection to it"
                    + " could leave by another device; remove one of them");
        }
    }

    private static TorrentException contradiction(String device, String name, Object value) {
        return TorrentException.invalid(name + "=" + value + " contradicts " + KEY + "=" + device + "; expected "
                + (name.equals(OUTGOING)
                        ? device
                        : name.startsWith("listen")
                                ? device + ":PORT"
                                : "an empty value, as it would leave by another device"));
    }
}
