package org.torrentxt.impl.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.TorrentException;

/** A line of a block list: P2P, DAT, or an address, range or network; optionally followed by a comment. */
final class BlockListLine {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern DAT = Pattern.compile("([^,]+),\\s*(\\d{0,3})\\s*(?:,.*)?");
    private static final Pattern COMMENT = Pattern.compile("\\s*(?:[#;]|//).*");
    private static final int HIGHEST_BLOCKED_LEVEL = 127;

    private BlockListLine() {}

    /** True if it is empty or contains only a comment. */
    static boolean isEmpty(String line) {
        return line.isBlank() || COMMENT.matcher(line).lookingAt();
    }

    /** The range on a line; empty if there is none. */
    static Optional<Rule> parse(String line) {
        // a name may contain "#", so an apparent comment is removed only if the line cannot be read with it
        Optional<Rule> rule = range(line);
        for (int end = comment(line, line.length()); rule.isEmpty() && end > 0; end = comment(line, end)) {
            rule = range(line.substring(0, end));
        }
        return rule;
    }

    private static int comment(String line, int end) {
        int mark = Math.max(line.lastIndexOf('#', end - 1), line.lastIndexOf(';', end - 1));
        return Math.max(mark, line.lastIndexOf("//", end - 1));
    }

    private static Optional<Rule> range(String text) {
        Matcher dat = DAT.matcher(text);
        if (dat.matches()) {
            String level = dat.group(2);
            boolean isBlocked = level.isEmpty() || Integer.parseInt(level) <= HIGHEST_BLOCKED_LEVEL;
            Optional<Rule> rule = plain(dat.group(1), isBlocked);
            if (rule.isPresent()) {
                return rule;
            }
        }
        return named(text);
    }

    // A name ends with a colon, and may be of hexadecimal digits as an address of IPv6 is: of all ways to read the
    // line, that is taken whose
    // ends are nearest to one another, and among those that name one address or network, one in the ranges that are in
    // use.
    private static Optional<Rule> named(String text) {
        Optional<Rule> best = plain(text, true);
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            Optional<Rule> rule = plain(text.substring(colon + 1), true);
            boolean isPart = text.indexOf('-') >= 0 && colon > text.lastIndexOf('-'); // of the last address, maybe
            if (rule.isPresent() && (best.isEmpty() || !isPart && isLikelier(rule.get(), best.get(), text))) {
                best = rule;
            }
        }
        return best;
    }

    private static boolean isLikelier(Rule rule, Rule than, String text) {
        byte[] first = rule.first().getAddress();
        byte[] otherFirst = than.first().getAddress();
        if (first.length == 4 || otherFirst.length == 4) {
            return false; // ::1.2.3.4 is no name
        }
        return text.indexOf('-') < 0 ? !isInUse(otherFirst) && isInUse(first) : commonBytes(rule) > commonBytes(than);
    }

    private static int commonBytes(Rule rule) {
        int mismatch = Arrays.mismatch(rule.first().getAddress(), rule.last().getAddress());
        return mismatch < 0 ? Integer.MAX_VALUE : mismatch;
    }

    private static boolean isInUse(byte[] address) {
        return (address[0] & 0xe0) == 0x20 || (address[0] & 0xfe) == 0xfc || (address[0] & 0xff) >= 0xfe;
    }

    private static Optional<Rule> plain(String text, boolean isBlocked) {
        String range = text.strip();
        if (range.isEmpty() || Character.digit(range.charAt(0), 16) < 0 && range.charAt(0) != ':') {
            return Optional.empty();
        }
        try {
            int slash = range.indexOf('/');
            int dash = range.indexOf('-');
            if (slash >= 0) {
                return Optional.of(Rule.parse(address(range.substring(0, slash)) + prefix(range, slash), isBlocked));
            }
            String last = dash < 0 ? range : range.substring(dash + 1);
            String first = dash < 0 ? range : range.substring(0, dash);
            return Optional.of(Rule.of(address(first), address(last), isBlocked));
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    /** The prefix length; for IPv4 it may be written as a mask. */
    private static String prefix(String range, int slash) {
        String length = range.substring(slash + 1).strip();
        if (!V4.matcher(length).matches()) {
            return "/" + length;
        }
        int mask = 0;
        for (byte part : Endpoint.address(address(length)).getAddress()) {
            mask = mask << Byte.SIZE | part & 0xff;
        }
        int ones = Integer.numberOfLeadingZeros(~mask);
        if (mask != 0 && Integer.numberOfTrailingZeros(mask) != Integer.SIZE - ones) {
            throw TorrentException.invalid("invalid network mask: " + length);
        }
        return "/" + ones;
    }

    // Lists pad numbers with zeros, which some parsers read as octal.
    private static String address(String text) {
        Matcher parts = V4.matcher(text.strip());
        if (!parts.matches()) {
            return text.strip();
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            int part = Integer.parseInt(parts.group(i + 1));
            if (part > 255) {
                throw TorrentException.invalid("invalid IP address: " + text);
            }
            bytes[i] = (byte) part;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
