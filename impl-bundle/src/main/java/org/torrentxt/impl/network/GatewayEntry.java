package org.torrentxt.impl.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The entry of the setting {@code listen_interfaces} that lets the engine reach its session's gateway. The engine
 * announces from each listen address, bound to the device of that address, and the gateway is on the loopback device.
 * So a loopback address is added if none is configured. The entry is hidden from users.
 */
public final class GatewayEntry {
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

    /** The engine's setting for the configured value. */
    public static String addTo(String interfaces) {
        boolean needed = !entries(interfaces).isEmpty() && !hasAny(interfaces, IPV4) && !hasAny(interfaces, IPV6);
        return needed ? interfaces + ADDED : interfaces;
    }

    /** The configured value for the engine's setting. */
    public static String removeFrom(String interfaces) {
        return interfaces.replace(ADDED, "");
    }

    /** A text of the engine without the address that it announces from. */
    static String hide(String text) {
        return text.contains(ADDRESS) ? SOURCE.matcher(text).replaceAll("") : text;
    }

    /** True if the engine reaches the gateway over IPv6 only. */
    public static boolean isIpv6(String given) {
        return !hasAny(given, IPV4) && hasAny(given, IPV6);
    }

    /** True for the added address. */
    static boolean isAt(InetAddress address) {
        return address.getHostAddress().equals(ADDRESS);
    }

    /** True for an endpoint of the added address, also in the form used by alerts. */
    public static boolean isAt(String endpoint) {
        return endpoint.startsWith(ADDRESS);
    }
}
