package org.torrentxt.impl.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.config.Sizes;
import org.torrentxt.impl.network.SiteLimit;

/** The keys {@code site.*} of a configuration. */
final class SiteKeys {
    private static final String ADDRESSES = "site.addresses";
    private static final String LIMIT = "site.upload.limit";

    private SiteKeys() {}

    /**
     * The limit for peers of other sites; empty if there is none.
     *
     * @throws TorrentException naming the key, the value and what is expected
     */
    static Optional<SiteLimit> read(ConfigurationValues values) {
        List<IpFilter.Rule> addresses = addresses(values.list(ADDRESSES).orElse(""));
        int rate = values.text(LIMIT).map(SiteKeys::rate).orElse(0);
        if (rate == 0) {
            if (!addresses.isEmpty()) {
                values.warn(ADDRESSES + " has no effect without " + LIMIT);
            }
            return Optional.empty();
        }
        if (addresses.isEmpty()) {
            throw TorrentException.invalid(
                    LIMIT + " requires " + ADDRESSES + ": the networks of this site, such as 10.1.0.0/16");
        }
        return Optional.of(new SiteLimit(addresses, rate));
    }

    private static List<IpFilter.Rule> addresses(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(SiteKeys::range)
                .toList();
    }

    private static IpFilter.Rule range(String text) {
        try {
            return IpFilter.Rule.parse(text, false);
        } catch (TorrentException e) {
            throw TorrentException.invalid("invalid " + ADDRESSES + " '" + text
                    + "': expected networks, ranges and addresses, separated by commas, such as 10.1.0.0/16; "
                    + e.getMessage());
        }
    }

    private static int rate(String text) {
        long rate = Sizes.parseRate(LIMIT, text);
        if (rate > SiteLimit.MAX_RATE) {
            throw TorrentException.invalid(LIMIT + " out of range: '" + text + "'; expected at most 1GiB, or none");
        }
        return (int) rate;
    }
}
