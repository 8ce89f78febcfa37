package org.torrentxt.api;

import java.io.Serializable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address and a port. Never a host name, so that creating or printing an endpoint never looks up a name.
 *
 * @param address the address, not null
 * @param port 0 to 65535; 0 for any port
 */
public record Endpoint(InetAddress address, int port) implements Serializable {
    private static final Pattern TEXT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%\\w+)?)]|(\\d{1,3}(?:\\.\\d{1,3}){3})):(\\d{1,5})");

    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:%\\w+)?");

    /**
     * Checks the parts.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if the port is out of range
     */
    public Endpoint {
        Objects.requireNonNull(address, "address");
        if (port < 0 || port > 65_535) {
            throw TorrentException.invalid("port out of range: " + port + "; expected 0 to 65535");
        }
    }

    /**
     * Parses {@code 127.0.0.1:6881} or {@code [::1]:6881}.
     *
     * @param text an address literal, a colon and a port
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is anything else, a host name included
     */
    public static Endpoint parse(String text) {
        Matcher matcher = TEXT.matcher(Objects.requireNonNull(text, "text"));
        if (matcher.matches()) {
            String literal = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            try {
                return new Endpoint(InetAddress.getByName(literal), Integer.parseInt(matcher.group(3)));
            } catch (UnknownHostException e) {
                // falls through: digits and dots that are not an address, such as 300.1.1.1
            }
        }
        throw TorrentException.invalid("invalid endpoint '" + text
                + "': expected ADDRESS:PORT with a literal address, such as 127.0.0.1:6881 or [::1]:6881");
    }

    /**
     * Parses an address literal; never looks up a name.
     *
     * @param literal such as {@code 127.0.0.1} or {@code ::1}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is anything else
     */
    public static InetAddress address(String literal) {
        try {
            if (LITERAL.matcher(Objects.requireNonNull(literal, "literal")).matches()) {
                return InetAddress.getByName(literal);
            }
        } catch (UnknownHostException e) {
            // falls through: digits and dots that are not an address, such as 300.1.1.1
        }
        throw TorrentException.invalid(
                "invalid IP address '" + literal + "': expected a literal such as 127.0.0.1 or ::1");
    }

    /** The same endpoint as a socket address, resolved. */
    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(address, port);
    }

    /** {@code 127.0.0.1:6881}, or {@code [::1]:6881} for IPv6. */
    @Override
    public String toString() {
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }
}
