package org.torrentxt.shell.torrent;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;

/** Which hosts may be asked on behalf of a session. By the look of them alone: to look a name up would already be to talk to somebody. */
final class Reach {
    private static final String INTERNET = "internet";

    private final String network;

    /**
     * The reach of a session.
     *
     * @param network the session's network: {@code local}, {@code lan} or {@code internet}
     */
    Reach(String network) {
        this.network = network;
    }

    /**
     * Refuses a URL that the network does not reach.
     *
     * @param before where a server sent the request from; null for the first
     * @throws TorrentException INVALID_ARGUMENT
     */
    void require(URI uri, URI before) {
        boolean isAllowed = network.equals(INTERNET)
                || isLoopback(uri.getHost())
                || network.equals("lan") && isPrivate(uri.getHost());
        if (!isAllowed) {
            throw TorrentException.invalid("the session's network is " + network + ", so " + uri
                    + " is not fetched; set network=internet in the session's configuration,"
                    + " or fetch the file yourself and add that");
        }
        // else any server could have this host ask what only this host may
        if (before != null && isNear(uri.getHost()) && !isNear(before.getHost())) {
            throw TorrentException.invalid(before + " redirects into the local network, to " + uri
                    + "; if that is meant, add that URL itself");
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
