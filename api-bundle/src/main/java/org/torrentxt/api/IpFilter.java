package org.torrentxt.api;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The addresses that a session blocks, obtained by {@link TorrentSession#ipFilter()}. A blocked peer is rejected before
 * a connection is made. An address without a rule is allowed. If rules overlap, the later one takes precedence. Changes
 * take effect immediately, also for connected peers, and last until the session is stopped. All members may be called
 * from any thread; those that change the filter throw {@link TorrentException} with {@link ErrorCode#NO_SESSION} once
 * the session is stopped.
 */
@ProviderType
public interface IpFilter {
    /**
     * A range of addresses.
     *
     * @param first the lowest, not null
     * @param last the highest, of the same family and not below {@code first}, not null
     * @param blocked true to block them, false to allow them
     */
    record Rule(InetAddress first, InetAddress last, boolean blocked) implements Serializable {
        /**
         * Checks the range.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for different families, or addresses in the wrong
         *     order
         */
        public Rule {
            byte[] low = Objects.requireNonNull(first, "first").getAddress();
            byte[] high = Objects.requireNonNull(last, "last").getAddress();
            if (low.length != high.length || Arrays.compareUnsigned(low, high) > 0) {
                throw TorrentException.invalid("invalid address range: " + first.getHostAddress() + " to "
                        + last.getHostAddress() + "; expected addresses of the same family, the lower one first");
            }
        }

        /**
         * The range between two address literals.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if one is not an address literal, or as described
         *     for the constructor
         */
        public static Rule of(String first, String last, boolean blocked) {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(last, "last");
            return new Rule(Endpoint.address(first), Endpoint.address(last), blocked);
        }

        /**
         * Parses a range.
         *
         * @param range an address ({@code 10.0.0.1}), two ({@code 10.0.0.1-10.0.0.9}), or a network
         *     ({@code 10.0.0.0/8}); not null
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is anything else
         */
        public static Rule parse(String range, boolean blocked) {
            return AddressRange.parse(Objects.requireNonNull(range, "range"), blocked);
        }
    }

    /**
     * The result of loading a block list.
     *
     * @param ranges the number of ranges in effect now
     * @param skipped the number of lines or entries that could not be read and were skipped
     * @param firstSkipped the 1-based number of the first skipped one, 0 if none
     */
    record Loaded(int ranges, int skipped, int firstSkipped) {
        /**
         * Checks the numbers.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if one is negative
         */
        public Loaded {
            if (ranges < 0 || skipped < 0 || firstSkipped < 0) {
                throw TorrentException.invalid("negative count: ranges=" + ranges + ", skipped=" + skipped
                        + ", firstSkipped=" + firstSkipped + "; expected 0 or more");
            }
        }
    }

    /** The rules in the order they were added; empty once the session is stopped. */
    List<Rule> rules();

    /**
     * Adds a rule that overrides earlier ones.
     *
     * @param rule not null
     */
    void add(Rule rule);

    /** Removes all rules. */
    void clear();

    /**
     * Replaces all rules at once.
     *
     * @param rules in the order in which they apply, not null and without nulls
     */
    void replace(List<Rule> rules);

    /**
     * Loads a block list; its ranges replace all rules. A text file has one range per line, in any of these forms, for
     * IPv4 and IPv6, with addresses, {@code FIRST-LAST} or a network such as {@code 10.0.0.0/8}:
     *
     * <ul>
     *   <li>P2P: {@code name:1.2.3.0-1.2.3.255}
     *   <li>DAT: {@code 1.2.3.0 - 1.2.3.255 , 100 , name}, where a level above 127 allows the range
     *   <li>plain: {@code 1.2.3.0/24}
     * </ul>
     *
     * <p>Empty lines and comments that begin with {@code #}, {@code ;} or {@code //} are ignored. The binary format
     * P2B, versions 1 to 3, is supported, too. All formats may be compressed with gzip or be the first file of a zip
     * archive. A line that cannot be read is skipped and counted; the rest is used.
     *
     * @param file at most 256 MiB, also when uncompressed, with at most 2,000,000 ranges; text in ASCII, UTF-8, ISO
     *     8859-1 or, with a byte order mark, UTF-16; not null
     * @return the number of ranges read and of lines skipped
     * @throws IOException if it cannot be read
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not empty but contains no range, or if it is
     *     too long; the filter is unchanged then
     */
    Loaded load(Path file) throws IOException;

    /**
     * True if that address is blocked by the rules or by the session's network; false once the session is stopped.
     *
     * @param address not null
     */
    boolean isBlocked(InetAddress address);
}
