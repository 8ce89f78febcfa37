package org.torrentxt.api;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The addresses that a session blocks, obtained by {@link TorrentSession#ipFilter()}. A blocked peer is refused before a connection is
 * made, an address without a rule is allowed, and of overlapping rules the later wins. Changes take effect at once, for connected peers as well, and
 * last until the session is stopped. All members may be called from any thread; those that change it throw {@link TorrentException} with
 * {@link ErrorCode#NO_SESSION} once the session is stopped.
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
    record Rule(InetAddress first, InetAddress last, boolean blocked) {
        /**
         * Checks the range.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for two families, or a range that is upside down
         */
        public Rule {
            byte[] low = Objects.requireNonNull(first, "first").getAddress();
            byte[] high = Objects.requireNonNull(last, "last").getAddress();
            if (low.length != high.length || Arrays.compareUnsigned(low, high) > 0) {
                throw TorrentException.invalid("not a range of addresses: " + first.getHostAddress() + " to "
                        + last.getHostAddress() + "; expected two of the same family, the lower one first");
            }
        }

        /**
         * The range between two address literals.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if one is not an address literal, or as the constructor
         */
        public static Rule of(String first, String last, boolean blocked) {
            return new Rule(Endpoint.address(first), Endpoint.address(last), blocked);
        }

        /**
         * Reads a range.
         *
         * @param range an address ({@code 10.0.0.1}), two ({@code 10.0.0.1-10.0.0.9}), or a network ({@code 10.0.0.0/8}); not null
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is anything else
         */
        public static Rule parse(String range, boolean blocked) {
            return AddressRange.parse(Objects.requireNonNull(range, "range"), blocked);
        }
    }

    /**
     * The result of loading a block list.
     *
     * @param ranges how many ranges are in force now
     * @param skipped how many lines or entries could not be read, and were skipped
     * @param firstSkipped the 1-based number of the first of them, 0 if none was
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
     * Adds a rule, over those before it.
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
     * Reads a block list; its ranges replace all rules. A text has a range per line, of any of these forms, for IPv4 and
     * IPv6, with addresses, {@code FIRST-LAST} or a network such as {@code 10.0.0.0/8}:
     *
     * <ul>
     *   <li>P2P: {@code name:1.2.3.0-1.2.3.255}
     *   <li>DAT: {@code 1.2.3.0 - 1.2.3.255 , 100 , name}, where a level above 127 allows
     *   <li>plain: {@code 1.2.3.0/24}
     * </ul>
     *
     * <p>Empty lines are ignored, and so is what follows {@code #}, {@code ;} or {@code //}. The binary format P2B, versions 1 to 3, is read, too, and all
     * of them compressed by gzip or as the first file of a zip archive. A line that cannot be read is skipped and counted; the rest is used.
     *
     * @param file of at most 256 MiB, also uncompressed, and at most 2,000,000 ranges; a text in ASCII, UTF-8, ISO 8859-1 or, with a byte order
     *     mark, UTF-16; not null
     * @return how many ranges were read, and how many lines were skipped
     * @throws IOException if it cannot be read
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there is no range in it, but something else, or it is too long; the filter
     *     stays as it was
     */
    Loaded load(Path file) throws IOException;

    /**
     * True if the rules block that address, or the session's network does; false once the session is stopped.
     *
     * @param address not null
     */
    boolean isBlocked(InetAddress address);
}
