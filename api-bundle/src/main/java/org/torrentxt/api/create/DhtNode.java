package org.torrentxt.api.create;

import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * A node where a client without a tracker enters the DHT (BEP 5).
 *
 * @param host a host name or an IP address literal, kept as it is and not looked up
 * @param port its UDP port, 1 to 65535
 */
public record DhtNode(String host, int port) {
    private static final Pattern HOST = Pattern.compile("[^\\s\\p{Cntrl}\\p{Cs}]+");

    /**
     * Checks host and port.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if the host is empty or the port out of range
     */
    public DhtNode {
        if (host == null || !HOST.matcher(host).matches()) {
            throw TorrentException.invalid("not a DHT node's host: '" + host + "'; expected a name or an IP address");
        }
        if (port < 1 || port > 65535) {
            throw TorrentException.invalid("not a DHT node's port: " + port + "; expected 1 to 65535");
        }
    }
}
