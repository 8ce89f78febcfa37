package org.torrentxt.shell.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/**
 * A range of torrent ids, both ends included.
 *
 * @param first 1 or more
 * @param last not less than {@code first}
 */
public record IdRange(int first, int last) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,10})(?:-(\\d{1,10}))?");

    /**
     * Parses {@code 3} or {@code 5-9}.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is anything else
     */
    public static IdRange parse(String text) {

        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw malformed(text);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
        if (first < 1 || last < first || last > Integer.MAX_VALUE) {
            throw malformed(text);
        }
        return new IdRange((int) first, (int) last);
    }

    /**
     * Parses {@code 3}, where a single torrent is required.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is anything else
     */
    public static int parseOne(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches() && matcher.group(2) != null) {
            throw TorrentException.invalid("more than one torrent: '" + text + "'; expected one id or info-hash");
        }
        long id = matcher.matches() ? Long.parseLong(text) : 0;
        if (id < 1 || id > Integer.MAX_VALUE) {
            throw TorrentException.invalid(
                    "no such torrent: '" + text + "'; expected an id such as 3, or an info-hash");
        }
        return (int) id;
    }

    /** True if the id lies within the range. */
    public boolean contains(int id) {
        return id >= first && id <= last;
    }

    private static TorrentException malformed(String text) {
        return TorrentException.invalid(
                "no such torrent: '" + text + "'; expected an id such as 3, a range such as 5-9, or an info-hash");
    }
}
