package org.torrentxt.impl.engine;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The entry of the setting {@code listen_interfaces} by which the engine reaches its session's gateway: it announces from each address
 * that it listens at, bound to that address's device, and the gateway is at the loopback device. So an address there is added where
 * none is configured. Nobody else sees it.
 */
final class GatewayEntry {
    private static final String ADDRESS = "127.84.88.85";
    private static final String ADDED = "," + ADDRESS + ":0";
    private static final Pattern IPV4 = Pattern.compile("(0\\.0\\.0\\.0|127\\.[0-9.]+|lo|\\*):.*");
    private static final Pattern SOURCE = Pattern.compile("\\[" + Pattern.quote(ADDRESS) + ":\\d+]");
    private static final Pattern IPV6 = Pattern.compile("\\[(::|::1)]:.*");

    private GatewayEntry() {}

    private static List<String> entries(String interfaces) {
        return Arrays.stream(interfaces.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static boolean hasAny(String interfaces, Pattern kind) {
        return entries(interfaces).stream()
                .anyMatch(entry -> kind.matcher(entry).matches());
    }

    /** What the engine is given for what is configured. */
    static String addTo(String interfaces) {
        boolean needed = !entries(interfaces).isEmpty() && !hasAny(interfaces, IPV4) && !hasAny(interfaces, IPV6);
        return needed ? interfaces + ADDED : interfaces;
    }

    /** What is configured, of what the engine was given. */
    static String removeFrom(String interfaces) {
        return interfaces.replace(ADDED, "");
    }

    /** A text of the engine's without the address that it announces from. */
    static String hide(String text) {
        return text.contains(ADDRESS) ? SOURCE.matcher(text).replaceAll("") : text;
    }

    /** True if the engine reaches the gateway by IPv6 alone. */
    static boolean isIpv6(String given) {
        return !hasAny(given, IPV4) && hasAny(given, IPV6);
    }

    /** True for the address that is added. */
    static boolean isAt(InetAddress address) {
        return address.getHostAddress().equals(ADDRESS);
    }

    /** True for an endpoint, or what an alert has for one, of the address that is added. */
    static boolean isAt(String endpoint) {
        return endpoint.startsWith(ADDRESS);
    }
}
