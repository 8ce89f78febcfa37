package org.torrentxt.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses IP address ranges: {@code 10.0.0.1}, {@code 10.0.0.0-10.0.0.255}, {@code 10.0.0.0/24}. */
final class AddressRange {
    private static final Pattern PREFIX = Pattern.compile("([^/]+)/(\\d{1,3})");

    private AddressRange() {}

    static IpFilter.Rule parse(String text, boolean isBlocked) {
        String range = text.strip();
        Matcher prefix = PREFIX.matcher(range);
        if (prefix.matches()) {
            return network(Endpoint.address(prefix.group(1)), Integer.parseInt(prefix.group(2)), isBlocked);
        }
        int dash = range.indexOf('-');
        return dash < 0
                ? IpFilter.Rule.of(range, range, isBlocked)
                : IpFilter.Rule.of(
                        range.substring(0, dash).strip(),
                        range.substring(dash + 1).strip(),
                        isBlocked);
    }

    private static IpFilter.Rule network(InetAddress address, int length, boolean isBlocked) {
        byte[] first = address.getAddress();
        byte[] last = address.getAddress();
        if (length > first.length * Byte.SIZE) {
            throw TorrentException.invalid(
                    "invalid prefix length /" + length + ": expected at most /" + first.length * Byte.SIZE);
        }
        for (int i = 0; i < first.length; i++) {
            // bits of this byte in the network prefix
            int bits = Math.max(0, Math.min(Byte.SIZE, length - i * Byte.SIZE));
            int host = 0xff >> bits;
            first[i] &= (byte) ~host;
            last[i] |= (byte) host;
        }
        return new IpFilter.Rule(address(first), address(last), isBlocked);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("invalid address length: " + bytes.length, e);
        }
    }
}
