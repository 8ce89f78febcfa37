package org.torrentxt.api;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Which addresses a session keeps away from, obtained by {@link TorrentSession#ipFilter()}. A blocked peer is refused before a connection is
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
     * @param blocked true to keep away from them, false to allow them
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
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if one is no address literal, or as the constructor
         */
        public static Rule of(String first, String last, boolean blocked) {
            return new Rule(Endpoint.address(first), Endpoint.address(last), blocked);
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
     * Puts other rules in the place of all there are, at once.
     *
     * @param rules in the order in which they apply, not null and without nulls
     */
    void replace(List<Rule> rules);

    /**
     * Reads a block list and puts its ranges in the place of all rules. Two formats are known by their lines: P2P
     * ({@code name:1.2.3.0-1.2.3.255}) and DAT ({@code 1.2.3.0 - 1.2.3.255 , 100 , name}, where a level above 127 allows). Empty lines and those
     * that begin with {@code #} or {@code //} are passed over.
     *
     * @param file in UTF-8 or ISO 8859-1, not null
     * @return how many ranges were read
     * @throws IOException if it cannot be read
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a line that is in neither format, with its number; the filter stays as
     *     it was
     */
    int load(Path file) throws IOException;

    /**
     * True if the rules block that address, or the session's network does; false once the session is stopped.
     *
     * @param address not null
     */
    boolean isBlocked(InetAddress address);
}
