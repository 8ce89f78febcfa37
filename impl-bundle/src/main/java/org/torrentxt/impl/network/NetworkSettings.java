package org.torrentxt.impl.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/** The engine's settings that decide what a session reaches: those of a network mode, and those that it allows. */
final class NetworkSettings {
    private static final Pattern LISTEN_PORT = Pattern.compile("(.*):\\d+[sl]*");
    private static final Pattern NODE_PORT = Pattern.compile("(.*):\\d+");

    // For lines with a delay: what the kernel does for TCP is better than a constant.
    private static final Map<String, Object> BUFFERS = Map.of("send_socket_buffer_size", 0);

    // Nobody has to be rewarded for uploads there, so that few have to wait for their turn, and not for 15 seconds. Not
    // all, as each may need a buffer of some MiB.
    private static final Map<String, Object> SLOTS = Map.of("unchoke_slots_limit", 100, "unchoke_interval", 5);

    private NetworkSettings() {}

    /** The engine's settings for a mode, by libtorrent's names. */
    static Map<String, Object> of(NetworkMode mode) {
        return switch (mode) {
            case LOCAL ->
                with(
                        SLOTS,
                        Map.ofEntries(
                                Map.entry("listen_interfaces", "127.0.0.1:6881"),
                                Map.entry("dht_bootstrap_nodes", ""),
                                Map.entry("enable_lsd", false),
                                Map.entry("enable_upnp", false),
                                Map.entry("enable_natpmp", false),
                                Map.entry("enable_ip_notifier", false),
                                Map.entry("webtorrent_stun_server", ""),
                                Map.entry("allow_multiple_connections_per_ip", true),
                                // uTP overflows the loopback's UDP buffers and is many times slower there than TCP
                                Map.entry("enable_outgoing_utp", false),
                                Map.entry("mixed_mode_algorithm", 0),
                                // otherwise DHT nodes with the same address do not find, and soon block, each other
                                Map.entry("dht_restrict_routing_ips", false),
                                Map.entry("dht_restrict_search_ips", false),
                                Map.entry("dht_enforce_node_id", false),
                                Map.entry("dht_ignore_dark_internet", false),
                                Map.entry("dht_prefer_verified_node_ids", false),
                                Map.entry("dht_block_ratelimit", 1_000_000),
                                // otherwise a node stops answering beyond 8,000 bytes per second
                                Map.entry("dht_upload_rate_limit", 100_000_000)));
            case LAN ->
                with(
                        SLOTS,
                        with(
                                BUFFERS,
                                Map.of(
                                        "listen_interfaces", "0.0.0.0:6881,[::]:6881",
                                        "dht_bootstrap_nodes", "",
                                        "webtorrent_stun_server", "",
                                        "enable_dht", false, // nodes name others anywhere, and the engine contacts them
                                        "enable_lsd", true,
                                        "enable_upnp", false,
                                        "enable_natpmp", false)));
            case INTERNET ->
                with(
                        BUFFERS,
                        Map.of(
                                "listen_interfaces", "0.0.0.0:6881,[::]:6881",
                                "dht_bootstrap_nodes", "dht.libtorrent.org:25401,router.bittorrent.com:6881",
                                "enable_lsd", true,
                                "enable_upnp", true,
                                "enable_natpmp", true));
        };
    }

    private static Map<String, Object> with(Map<String, Object> common, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(common);
        all.putAll(settings);
        return Map.copyOf(all);
    }

    /**
     * Rejects settings that reach beyond a mode.
     *
     * @param settings by libtorrent's names, of the right types
     * @throws TorrentException naming the setting, its value and what to do
     */
    static void check(NetworkMode mode, Map<String, ?> settings) {
        if (mode == NetworkMode.INTERNET) {
            return;
        }
        settings.forEach((name, value) -> {
            boolean allowed = switch (name) {
                case "listen_interfaces" ->
                    mode == NetworkMode.LAN
                            || hosts(value, LISTEN_PORT).stream().allMatch(NetworkSettings::isInterface);
                case "outgoing_interfaces" ->
                    mode == NetworkMode.LAN || hosts(value, null).stream().allMatch(NetworkSettings::isInterface);
                case "dht_bootstrap_nodes" -> hosts(value, NODE_PORT).stream().allMatch(mode::allowsHost);
                case "enable_dht" -> mode == NetworkMode.LOCAL || value.equals(false);
                case "proxy_hostname" -> value.equals("") || mode.allowsHost(value.toString());
                case "webtorrent_stun_server" -> value.equals("");
                // a proxy connects anywhere, and the engine listens on all addresses for its answers
                case "proxy_type" -> value.equals(0L);
                // the name of a tracker may resolve to any address
                case "apply_ip_filter_to_trackers" -> value.equals(true);
                case "enable_upnp", "enable_natpmp" -> value.equals(false);
                case "enable_lsd" -> mode == NetworkMode.LAN || value.equals(false);
                default -> true;
            };
            if (!allowed) {
                throw TorrentException.invalid(
                        "setting " + name + "=" + value + " reaches beyond " + mode.place() + mode.wayOut());
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

    private static boolean isInterface(String name) {
        return name.equals("lo") || NetworkMode.LOCAL.allowsHost(name);
    }
}
