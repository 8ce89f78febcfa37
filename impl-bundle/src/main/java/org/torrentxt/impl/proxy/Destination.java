package org.torrentxt.impl.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a proxy is to connect to.
 *
 * @param host a name or an address, without brackets
 * @param address the address, if the host is one
 * @param port 0 to 65,535
 */
public record Destination(String host, Optional<InetAddress> address, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\[\\]]*)]|([^:\\[\\]]+)):(\\d{1,5})");
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    // what Java reads as an address and never looks up
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    /** A host by its name, or by its address as text. Looks nothing up. */
    public static Destination of(String host, int port) {
        return new Destination(host, literal(host), port);
    }

    /** A host by its address. */
    public static Destination of(InetAddress address, int port) {
        return new Destination(address.getHostAddress().replaceFirst("%.*", ""), Optional.of(address), port);
    }

    /** Reads {@code HOST:PORT}; empty if it is something else. */
    static Optional<Destination> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(of(host, Integer.parseInt(matcher.group(3))));
    }

    private static Optional<InetAddress> literal(String host) {
        if (!LITERAL.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** {@code HOST:PORT}, as HTTP writes it. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
