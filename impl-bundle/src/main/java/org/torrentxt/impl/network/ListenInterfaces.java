package org.torrentxt.impl.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.input.Arguments;

/**
 * The parsed setting {@code listen_interfaces}. The engine silently ignores entries that it does not understand.
 *
 * @param entries in the order of the setting
 */
public record ListenInterfaces(List<Entry> entries) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[(?<v6>[^]]+)]|(?<host>[^:\\[\\]]+)):(?<port>\\d{1,5})(?<flags>[sl]*)");
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_.@-]{1,15}");
    private static final Pattern HOST_NAME = Pattern.compile("localhost|.*\\.[A-Za-z]{2,}");
    private static final Pattern NUMBERS = Pattern.compile("[\\d.]+");
    private static final String EXPECTED =
            "expected ADDRESS:PORT or DEVICE:PORT, such as 192.0.2.1:6881, [2001:db8::1]:6881 or"
                    + " eth0:6881; 0.0.0.0:6881,[::]:6881 for all addresses";

    /**
     * One entry.
     *
     * @param host the address, or the name of a device
     * @param address empty for a device
     * @param port 0 for any free port
     * @param flags s for SSL, l for the local network
     */
    public record Entry(String host, Optional<InetAddress> address, int port, String flags) {
        /** True for all addresses of one family. */
        boolean isWildcard() {
            return address.filter(InetAddress::isAnyLocalAddress).isPresent();
        }

        boolean isV4() {
            return address.filter(Inet4Address.class::isInstance).isPresent();
        }

        boolean isSsl() {
            return flags.indexOf('s') >= 0;
        }

        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port + flags;
        }
    }

    /**
     * Reads the setting.
     *
     * @throws TorrentException for an invalid entry
     */
    public static ListenInterfaces parse(String setting) {
        return new ListenInterfaces(Stream.of(setting.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(ListenInterfaces::entry)
                .toList());
    }

    private static Entry entry(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > 65_535) {
            throw wrong(text, EXPECTED);
        }
        int port = Integer.parseInt(matcher.group("port"));
        String flags = matcher.group("flags");
        String v6 = matcher.group("v6");
        String host = v6 != null ? v6 : matcher.group("host");
        if (v6 != null || NUMBERS.matcher(host).matches()) {
            try {
                return new Entry(host, Optional.of(Endpoint.address(host)), port, flags);
            } catch (TorrentException e) {
                throw wrong(text, EXPECTED);
            }
        }
        if (HOST_NAME.matcher(host).matches()) {
            throw wrong(text, "'" + host + "' is a host name; use its address, such as 127.0.0.1:" + port);
        }
        if (!DEVICE.matcher(host).matches()) {
            throw wrong(text, EXPECTED);
        }
        return new Entry(host, Optional.empty(), port, flags);
    }

    private static TorrentException wrong(String entry, String problem) {
        return TorrentException.invalid("invalid listen interface '" + Arguments.brief(entry) + "': " + problem);
    }

    /** The setting without some of its entries. */
    public String without(List<Entry> some) {
        return entries.stream()
                .filter(entry -> !some.contains(entry))
                .map(Entry::toString)
                .collect(Collectors.joining(","));
    }
}
