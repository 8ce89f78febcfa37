package org.torrentxt.impl.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.impl.network.NetworkMode;

/**
 * The keys {@code proxy.*} of a configuration, read as the engine's settings. A proxy that is half configured would be
 * no proxy, and the session would connect directly, so that it is an error. No message has the password.
 */
final class ProxyKeys {
    static final String PASSWORD = "proxy.password";
    private static final String TYPE = "proxy.type";
    private static final String HOST = "proxy.host";
    private static final String PORT = "proxy.port";
    private static final String USER = "proxy.username";
    private static final String PEERS = "proxy.peers";
    private static final String TRACKERS = "proxy.trackers";
    private static final String NAMES = "proxy.hostnames";
    private static final String NONE = "none";
    private static final Map<String, String> SETTINGS = Map.of(
            "proxy_type", TYPE,
            "proxy_hostname", HOST,
            "proxy_port", PORT,
            "proxy_username", USER,
            "proxy_password", PASSWORD,
            "proxy_peer_connections", PEERS,
            "proxy_tracker_connections", TRACKERS,
            "proxy_hostnames", NAMES);
    private static final Set<String> FLAGS = Set.of(PEERS, TRACKERS, NAMES);
    private static final Pattern HOST_FORM = Pattern.compile("[^\\s:/@\\[\\]]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int MOST_PORT = 65_535;

    private final ConfigurationValues values;

    private ProxyKeys(ConfigurationValues values) {
        this.values = values;
    }

    /**
     * The engine's settings, by libtorrent's names; none if there is no {@code proxy.type}.
     *
     * @throws TorrentException naming the key, the value and what is expected
     */
    static Map<String, Object> read(ConfigurationValues values, NetworkMode network) {
        return new ProxyKeys(values).settings(network);
    }

    /**
     * Rejects settings that say something else than the keys: nobody could tell which are used.
     *
     * @param keys settings as read from the keys
     * @param key the key for a setting
     * @param settings as given by libtorrent's names
     */
    static void checkAgree(Map<String, Object> keys, UnaryOperator<String> key, Map<String, Object> settings) {
        keys.forEach((name, value) -> {
            Object other = settings.get(name);
            if (other != null && !other.toString().strip().equalsIgnoreCase(value.toString())) {
                String shown = name.equals("proxy_password") ? "" : "=" + other;
                throw TorrentException.invalid(
                        "setting." + name + shown + " contradicts " + key.apply(name) + "; remove one of them");
            }
        });
    }

    /** The key for a setting. */
    static String key(String setting) {
        return SETTINGS.get(setting);
    }

    /**
     * The value of a secret; errors do not show it.
     *
     * @throws TorrentException for several values, and for one that was read in the wrong encoding
     */
    static Optional<String> secret(ConfigurationValues values, String key) {
        try {
            return values.text(key);
        } catch (TorrentException e) {
            throw TorrentException.invalid("invalid " + key + " (not shown): expected one value in ISO-8859-1; write"
                    + " other characters as escapes, such as \\u00e9");
        }
    }

    private Map<String, Object> settings(NetworkMode network) {
        Optional<String> type = values.text(TYPE);
        String host = values.text(HOST).orElse("");
        String user = values.text(USER).orElse("");
        String password = secret(values, PASSWORD).orElse("");
        FLAGS.forEach(this::isOn);
        if (type.isEmpty()) {
            if (!host.isEmpty() || !user.isEmpty() || !password.isEmpty()) {
                throw TorrentException.invalid(
                        (host.isEmpty() ? USER : HOST) + " is set, but proxy.type is not; set it to"
                                + " socks5, http or socks4, or to none to use no proxy");
            }
            return Map.of();
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("proxy_type", number(type.get(), !user.isEmpty()));
        settings.put("proxy_hostname", checkedHost(host));
        settings.put("proxy_port", port(type.get()));
        settings.put("proxy_username", user);
        settings.put("proxy_password", password);
        settings.put("proxy_peer_connections", isOn(PEERS));
        settings.put("proxy_tracker_connections", isOn(TRACKERS));
        settings.put("proxy_hostnames", isOn(NAMES));
        if (!type.get().equals(NONE)) {
            check(type.get(), network, settings);
        }
        return settings;
    }

    private static int number(String type, boolean hasUser) {
        return switch (type) {
            case NONE -> 0;
            case "socks4" -> 1;
            case "socks5" -> hasUser ? 3 : 2;
            case "http" -> hasUser ? 5 : 4;
            default ->
                throw TorrentException.invalid(
                        "unknown proxy.type '" + withoutUser(type) + "': expected none, socks4, socks5 or http");
        };
    }

    private static void check(String type, NetworkMode network, Map<String, Object> settings) {
        if (network != NetworkMode.INTERNET) {
            throw TorrentException.invalid("proxy.type=" + type + " requires network=internet, but network="
                    + network.label() + ": a proxy connects anywhere");
        }
        if (settings.get("proxy_hostname").equals("")) {
            throw TorrentException.invalid(
                    "proxy.type=" + type + " requires proxy.host; set it to the name or address" + " of the proxy");
        }
        boolean hasPassword = !settings.get("proxy_password").equals("");
        if (hasPassword && type.equals("socks4")) {
            throw TorrentException.invalid(
                    "proxy.password is set, but SOCKS4 has no passwords; use proxy.type=socks5, or remove it");
        }
        if (hasPassword && settings.get("proxy_username").equals("")) {
            throw TorrentException.invalid("proxy.password is set, but proxy.username is not; set both or none");
        }
        if (settings.get("proxy_peer_connections").equals(false)
                && settings.get("proxy_tracker_connections").equals(false)) {
            throw TorrentException.invalid("proxy.peers=false and proxy.trackers=false leave nothing for the proxy; set"
                    + " one of them to true, or proxy.type=none");
        }
    }

    // Whoever gives a URL may have given the password with it.
    private static String withoutUser(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : "***" + text.substring(at);
    }

    private static String checkedHost(String host) {
        String literal = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!host.isEmpty() && !HOST_FORM.matcher(literal).matches()) {
            throw TorrentException.invalid(
                    "invalid proxy.host '" + withoutUser(host) + "': expected a name or an address alone; the"
                            + " port, the user name and the password have keys of their own");
        }
        return literal;
    }

    private int port(String type) {
        Optional<String> text = values.text(PORT);
        if (text.isEmpty()) {
            return type.equals("http") ? 8_080 : 1_080;
        }
        try {
            int port = Integer.parseInt(text.get());
            if (port > 0 && port <= MOST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw TorrentException.invalid("invalid proxy.port '" + text.get() + "': expected a number from 1 to 65535");
    }

    private boolean isOn(String key) {
        String text = values.text(key).orElse("true");
        if (!text.equals("true") && !text.equals("false")) {
            throw TorrentException.invalid("invalid " + key + " '" + text + "': expected true or false");
        }
        return text.equals("true");
    }
}
