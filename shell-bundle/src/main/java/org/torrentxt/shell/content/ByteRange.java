package org.torrentxt.shell.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/**
 * Bytes of a file, as {@code --range} names them.
 *
 * @param first the 0-based first one
 * @param length how many
 */
record ByteRange(long first, long length) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})?");

    /**
     * Reads a range.
     *
     * @param text first and last byte, such as 0-1023, or 1024- for the rest; null for all
     * @param size of the file, beyond which there is nothing
     * @throws TorrentException INVALID_ARGUMENT if it is none, or begins behind the end of the file
     */
    static ByteRange parse(String text, long size) {
        if (text == null) {
            return new ByteRange(0, size);
        }
        Matcher matcher = TEXT.matcher(text);
        long first = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        long last = matcher.matches() && matcher.group(2) != null ? Long.parseLong(matcher.group(2)) : size - 1;
        if (!matcher.matches() || matcher.group(2) != null && first > last) {
            throw TorrentException.invalid(
                    "invalid range '" + text + "'; expected the first and the last byte, such as 0-1023 or 1024-");
        }
        if (first >= size && size + first > 0) {
            throw TorrentException.invalid(
                    "range " + text + " begins behind the end of the file; it has " + size + " bytes");
        }
        return new ByteRange(first, Math.min(last, size - 1) - first + 1);
    }
}
