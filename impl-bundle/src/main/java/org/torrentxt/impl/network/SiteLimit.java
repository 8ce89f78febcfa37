package org.torrentxt.impl.network;

import java.util.List;
import org.torrentxt.api.IpFilter;

/**
 * What a session sends to peers outside of its site, all of them together, is limited.
 *
 * @param addresses the ranges of the site, at least one; whether they are blocked does not matter
 * @param rate in bytes per second, 1 to {@link #MAX_RATE}
 */
public record SiteLimit(List<IpFilter.Rule> addresses, int rate) {
    /** The highest rate, 1 GiB/s: the engine can save up no more than 2 GiB, and slows down with a limit near that. */
    public static final int MAX_RATE = 1 << 30;

    /** Copies the list, and rejects rates out of range. */
    public SiteLimit {
        addresses = List.copyOf(addresses);
        if (rate < 1 || rate > MAX_RATE) {
            throw new IllegalArgumentException("rate " + rate);
        }
    }
}
