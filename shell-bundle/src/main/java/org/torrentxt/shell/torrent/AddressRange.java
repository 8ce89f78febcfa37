package org.torrentxt.shell.torrent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.TorrentException;

/** Reads ranges of IP addresses: {@code 10.0.0.1}, {@code 10.0.0.0-10.0.0.255}, {@code 10.0.0.0/24}. */
final class AddressRange {
    private static final Pattern PREFIX = Pattern.compile("([^/]+)/(\\d{1,3})");

    private AddressRange() {}

    /**
     * A rule about the range.
     *
     * @throws TorrentException INVALID_ARGUMENT if the text is no range
     */
    static IpFilter.Rule parse(String text, boolean isBlocked) {
        Matcher prefix = PREFIX.matcher(text);
        if (prefix.matches()) {
            return network(Endpoint.address(prefix.group(1)), Integer.parseInt(prefix.group(2)), isBlocked);
        }
        int dash = text.indexOf('-');
        return dash < 0
                ? IpFilter.Rule.of(text, text, isBlocked)
                : IpFilter.Rule.of(
                        text.substring(0, dash).strip(),
                        text.substring(dash + 1).strip(),
                        isBlocked);
    }

    private static IpFilter.Rule network(InetAddress address, int length, boolean isBlocked) {
        byte[] first = address.getAddress();
        byte[] last = address.getAddress();
        if (length > first.length * Byte.SIZE) {
            throw TorrentException.invalid(
                    "a prefix of " + length + " bits is too long; an address has " + first.length * Byte.SIZE);
        }
        for (int i = 0; i < first.length; i++) {
            // bits of this byte that belong to the network
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
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }
}
