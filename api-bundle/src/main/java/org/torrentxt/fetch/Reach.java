package org.torrentxt.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/**
 * Which hosts may be contacted on behalf of a session. Decided by the text of the host alone, as a name look-up would
 * already leave this host.
 */
final class Reach {
    private static final String INTERNET = "internet";

    private final String network;
    private final Optional<String> only;

    /**
     * The reach of a network.
     *
     * @param network the session's network: {@code local}, {@code lan} or {@code internet}
     */
    Reach(String network) {
        this(network, Optional.empty());
    }

    private Reach(String network, Optional<String> only) {
        this.network = network;
        this.only = only;
    }

    /** The reach of a session: also no further than its proxy and its network device, past which requests would go. */
    static Reach of(TorrentSession session) {
        Map<String, Object> settings = session.settings().list().stream()
                .collect(Collectors.toMap(SessionSettings.Setting::name, SessionSettings.Setting::value));
        Optional<String> only = !settings.getOrDefault("proxy_type", 0L).equals(0L)
                ? Optional.of("proxy")
                : settings.getOrDefault("outgoing_interfaces", "").equals("")
                        ? Optional.empty()
                        : Optional.of("network device");
        return new Reach(session.status().network().label(), only);
    }

    /**
     * Rejects a URL outside the session's network.
     *
     * @param before URL that redirected here; null for the first request
     * @throws TorrentException INVALID_ARGUMENT
     */
    void require(URI uri, URI before) {
        boolean isAllowed = network.equals(INTERNET)
                || isLoopback(uri.getHost())
                || network.equals("lan") && isPrivate(uri.getHost());
        if (!isAllowed) {
            throw TorrentException.invalid("the session's network is " + network + " and does not include " + uri
                    + "; set network=internet in the session's configuration, or download the file and add it");
        }
        if (only.isPresent() && !isLoopback(uri.getHost())) {
            throw TorrentException.invalid("the session has a " + only.get() + ", past which this host would request "
                    + uri + "; download the file and add it");
        }
        // otherwise any server could make this host request what only this host may access
        if (before != null && isNear(uri.getHost()) && !isNear(before.getHost())) {
            throw TorrentException.invalid(
                    before + " redirects to the local network: " + uri + "; if intended, add that URL directly");
        }
    }

    private static boolean isNear(String host) {
        return isLoopback(host) || isPrivate(host);
    }

    private static boolean isLoopback(String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static boolean isPrivate(String host) {
        try {
            InetAddress address = Endpoint.address(host.replaceAll("[\\[\\]]", ""));
            boolean isUniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
            return address.isSiteLocalAddress() || address.isLinkLocalAddress() || isUniqueLocal;
        } catch (TorrentException e) {
            return false; // a name
        }
    }
}
