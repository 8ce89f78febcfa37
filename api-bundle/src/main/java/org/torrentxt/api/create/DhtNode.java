package org.torrentxt.api.create;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * A DHT node for clients without a tracker (BEP 5).
 *
 * @param host a host name or an IP address literal, stored unchanged and not looked up
 * @param port its UDP port, 1 to 65535
 */
public record DhtNode(String host, int port) implements Serializable {
    private static final Pattern HOST = Pattern.compile("[^\\s\\p{Cntrl}\\p{Cs}]+");

    /**
     * Checks host and port.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if the host is empty or the port out of range
     */
    public DhtNode {
        Objects.requireNonNull(host, "host");
        if (!HOST.matcher(host).matches()) {
            throw TorrentException.invalid(
                    "invalid host of a DHT node: '" + host + "'; expected a name or an IP address");
        }
        if (port < 1 || port > 65535) {
            throw TorrentException.invalid("port of a DHT node out of range: " + port + "; expected 1 to 65535");
        }
    }
}
