package org.torrentxt.impl.engine;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;

/** How far a session reaches: the configuration's {@code network}. */
public enum NetworkMode {
    /** This host alone: loopback addresses only, nothing is looked up or announced outside. */
    LOCAL,
    /** All interfaces and local service discovery, but neither DHT routers nor port mappings. */
    LAN,
    /** Everything. */
    INTERNET;

    /** How messages end that refuse what is beyond this host. */
    static final String WAY_OUT = ", which network=local rules out; set network=lan or network=internet first";

    private static final Pattern LISTEN_PORT = Pattern.compile("(.*):\\d+[sl]*");
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\." + OCTET + "){3}|\\[::1]|::1");
    private static final Pattern NODE_PORT = Pattern.compile("(.*):\\d+");
    private static final Pattern URL_HOST = Pattern.compile("[a-zA-Z]+://(\\[[^]]*]|[^/:?#@]*)(?::\\d*)?(?:[/?#].*)?");

    /**
     * The mode of that name.
     *
     * @throws TorrentException if there is none
     */
    public static NetworkMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.label().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        TorrentException.invalid("network '" + text + "' is unknown; expected local, lan or internet"));
    }

    /** The name in configurations. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this mode asks of the engine, by libtorrent's names. */
    Map<String, Object> settings() {
        return switch (this) {
            case LOCAL ->
                Map.ofEntries(
                        Map.entry("listen_interfaces", "127.0.0.1:6881"),
                        Map.entry("dht_bootstrap_nodes", ""),
                        Map.entry("enable_lsd", false),
                        Map.entry("enable_upnp", false),
                        Map.entry("enable_natpmp", false),
                        Map.entry("enable_ip_notifier", false),
                        Map.entry("allow_multiple_connections_per_ip", true),
                        // uTP overflows the loopback's UDP buffers and is many times slower there than TCP
                        Map.entry("enable_outgoing_utp", false),
                        Map.entry("mixed_mode_algorithm", 0),
                        // else nodes of the DHT that share one address do not find, and soon block, one another
                        Map.entry("dht_restrict_routing_ips", false),
                        Map.entry("dht_restrict_search_ips", false),
                        Map.entry("dht_enforce_node_id", false),
                        Map.entry("dht_ignore_dark_internet", false),
                        Map.entry("dht_prefer_verified_node_ids", false),
                        Map.entry("dht_block_ratelimit", 1_000_000),
                        // else a node that is asked for more than 8,000 bytes a second falls silent
                        Map.entry("dht_upload_rate_limit", 100_000_000));
            case LAN ->
                Map.of(
                        "listen_interfaces", "0.0.0.0:6881,[::]:6881",
                        "dht_bootstrap_nodes", "",
                        "enable_lsd", true,
                        "enable_upnp", false,
                        "enable_natpmp", false);
            case INTERNET ->
                Map.of(
                        "listen_interfaces", "0.0.0.0:6881,[::]:6881",
                        "dht_bootstrap_nodes", "dht.libtorrent.org:25401,router.bittorrent.com:6881",
                        "enable_lsd", true,
                        "enable_upnp", true,
                        "enable_natpmp", true);
        };
    }

    /** The flags that all torrents have in this mode: on this host alone, those that the IP filter keeps there. */
    Set<TorrentFlag> requiredFlags() {
        return this == LOCAL ? Set.of(TorrentFlag.APPLY_IP_FILTER) : Set.of();
    }

    /**
     * Refuses to take a flag away that this mode requires.
     *
     * @param flags those that are to be set
     * @param mask those that are to be as {@code flags} says
     */
    void checkFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        for (TorrentFlag flag : requiredFlags()) {
            if (mask.contains(flag) && !flags.contains(flag)) {
                throw TorrentException.invalid("without the flag " + flag.name().toLowerCase(Locale.ROOT)
                        + " a torrent reaches beyond this host" + WAY_OUT);
            }
        }
    }

    /**
     * Refuses settings that would reach further than this mode.
     *
     * @param settings by libtorrent's names, of the right types
     * @throws TorrentException naming the setting, its value and the way out
     */
    void check(Map<String, ?> settings) {
        if (this != LOCAL) {
            return;
        }
        settings.forEach((name, value) -> {
            boolean allowed = switch (name) {
                case "listen_interfaces" -> hosts(value, LISTEN_PORT).stream().allMatch(NetworkMode::isInterface);
                case "outgoing_interfaces" -> hosts(value, null).stream().allMatch(NetworkMode::isInterface);
                case "dht_bootstrap_nodes" -> hosts(value, NODE_PORT).stream().allMatch(NetworkMode::isLoopback);
                case "proxy_hostname", "i2p_hostname" -> value.equals("") || isLoopback(value.toString());
                // a tracker may redirect to anywhere
                case "apply_ip_filter_to_trackers" -> value.equals(true);
                case "enable_lsd", "enable_upnp", "enable_natpmp" -> value.equals(false);
                default -> true;
            };
            if (!allowed) {
                throw TorrentException.invalid("setting " + name + "=" + value + " reaches beyond this host" + WAY_OUT);
            }
        });
    }

    private static List<String> hosts(Object list, Pattern withPort) {
        return Arrays.stream(list.toString().split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> {
                    Matcher matcher = withPort == null ? null : withPort.matcher(entry);
                    return matcher != null && matcher.matches() ? matcher.group(1) : entry;
                })
                .toList();
    }

    /** True if this mode lets the engine reach that host, an address literal or a name. */
    boolean allowsHost(String host) {
        return this != LOCAL || isLoopback(host);
    }

    /** True if this mode lets the engine reach that address. */
    boolean allows(InetAddress address) {
        return this != LOCAL || address.isLoopbackAddress();
    }

    /** True if this mode lets the engine reach the host of that URL. */
    boolean allowsUrl(String url) {
        Matcher matcher = URL_HOST.matcher(url);
        return this != LOCAL || matcher.matches() && isLoopback(matcher.group(1));
    }

    /**
     * Refuses a host, an address literal or a name, that this mode keeps away from.
     *
     * @param what names it in the message
     */
    void requireHost(String what, String host) {
        require(what, allowsHost(host));
    }

    /** Refuses an address that this mode keeps away from; see {@link #requireHost}. */
    void requireAddress(String what, InetAddress address) {
        require(what, this != LOCAL || address.isLoopbackAddress());
    }

    /** Refuses a URL whose host this mode keeps away from; see {@link #requireHost}. */
    void requireUrl(String url) {
        require("'" + Given.brief(url) + "'", allowsUrl(url));
    }

    private static void require(String what, boolean allowed) {
        if (!allowed) {
            throw TorrentException.invalid(what + " is not on this host" + WAY_OUT);
        }
    }

    // Literals only: a name could resolve to anything, and asking would already leave this host.
    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    private static boolean isInterface(String name) {
        return name.equals("lo") || isLoopback(name);
    }
}
