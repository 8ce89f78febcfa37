package org.torrentxt.impl.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.impl.input.Arguments;

/** The network that a session may use: the configuration's {@code network}. */
public enum NetworkMode {
    /** This host only: loopback addresses, no lookups or announces elsewhere. */
    LOCAL,
    /**
     * This host and its local networks: private, link-local and unique-local addresses (RFC 1918, 3927, 4193, 4291) and
     * local service discovery, but no DHT, whose nodes may be anywhere, and no port mappings.
     */
    LAN,
    /** Any address. */
    INTERNET;

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-fA-F]*:[0-9a-fA-F:.]*)]?");
    private static final Pattern URL_HOST =
            Pattern.compile("[a-zA-Z]+://(?:[^/:?#@]*:[^/?#@]*@)?(\\[[^]]*]|[^/:?#@]*)(?::\\d*)?(?:[/?#].*)?");

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
                        TorrentException.invalid("unknown network '" + text + "'; expected local, lan or internet"));
    }

    /** The name in configurations. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The engine's settings for this mode, by libtorrent's names. */
    public Map<String, Object> settings() {
        return NetworkSettings.of(this);
    }

    /**
     * Rejects settings that reach beyond this mode.
     *
     * @param settings by libtorrent's names, of the right types
     * @throws TorrentException naming the setting, its value and what to do
     */
    public void check(Map<String, ?> settings) {
        NetworkSettings.check(this, settings);
    }

    /** The end of error messages about what this mode does not allow. */
    String wayOut() {
        return this == LOCAL
                ? ", which network=local does not allow; set network=lan or network=internet first"
                : ", which network=" + label() + " does not allow; set network=internet first";
    }

    /** What it reaches, in words. */
    String place() {
        return this == LOCAL ? "this host" : "the local network";
    }

    /** The flags required for all torrents in this mode. */
    public Set<TorrentFlag> requiredFlags() {
        return this == INTERNET ? Set.of() : Set.of(TorrentFlag.APPLY_IP_FILTER);
    }

    /**
     * Rejects clearing a flag that this mode requires.
     *
     * @param flags the flags to set
     * @param mask the flags to change
     */
    public void checkFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        for (TorrentFlag flag : requiredFlags()) {
            if (mask.contains(flag) && !flags.contains(flag)) {
                throw TorrentException.invalid("without the flag " + flag.name().toLowerCase(Locale.ROOT)
                        + " a torrent reaches beyond " + place() + wayOut());
            }
        }
    }

    /**
     * True if this mode lets the engine reach that host. A name may resolve to any address, and the lookup would
     * already leave this host.
     *
     * @param host an address literal, with or without brackets, or a name
     */
    public boolean allowsHost(String host) {
        return this == INTERNET || literal(host).filter(this::allows).isPresent();
    }

    /** True if this mode lets the engine reach that address. */
    public boolean allows(InetAddress address) {
        return switch (this) {
            case LOCAL -> address.isLoopbackAddress();
            case LAN ->
                address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || (address instanceof Inet4Address
                                ? address.isSiteLocalAddress()
                                : (address.getAddress()[0] & 0xfe) == 0xfc);
            case INTERNET -> true;
        };
    }

    /**
     * True if this mode lets the engine have that URL. In the local network a name may be looked up: the address is
     * checked on connecting. Answers of WebTorrent trackers may lead anywhere.
     */
    boolean allowsUrl(String url) {
        if (this == INTERNET) {
            return true;
        }
        Matcher matcher = URL_HOST.matcher(url);
        return !isWebTorrent(url)
                && matcher.matches()
                && (allowsHost(matcher.group(1)) || this == LAN && isName(matcher.group(1)));
    }

    /** True for a tracker by WebSocket: the engine connects to it, and to the peers that it names, past proxies. */
    static boolean isWebTorrent(String url) {
        return Urls.begins(url, "ws:") || Urls.begins(url, "wss:");
    }

    private static boolean isName(String host) {
        return !host.isEmpty() && literal(host).isEmpty();
    }

    private static Optional<InetAddress> literal(String host) {
        Matcher ipv6 = IPV6.matcher(host);
        if (!IPV4.matcher(host).matches() && !ipv6.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Endpoint.address(ipv6.matches() ? ipv6.group(1) : host));
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    /**
     * Rejects a host, given as an address literal or a name, that this mode does not allow.
     *
     * @param what names it in the message
     */
    public void requireHost(String what, String host) {
        require(what, allowsHost(host));
    }

    /** Rejects an address that this mode does not allow; see {@link #requireHost}. */
    void requireAddress(String what, InetAddress address) {
        require(what, allows(address));
    }

    /** Rejects a peer that has no port, or that this mode does not allow. */
    public void requirePeer(Endpoint peer) {
        if (peer.port() == 0) {
            throw TorrentException.invalid("peer " + peer + " has no port; expected 1 to 65535");
        }
        requireAddress("peer " + peer, peer.address());
    }

    /** Rejects a URL whose host this mode does not allow; see {@link #requireHost}. */
    void requireUrl(String url) {
        require("'" + Arguments.brief(url) + "'", allowsUrl(url));
    }

    private void require(String what, boolean allowed) {
        if (!allowed) {
            throw TorrentException.invalid(what + " is not " + (this == LOCAL ? "on " : "in ") + place() + wayOut());
        }
    }
}
