package org.torrentxt.shell.format;

import java.nio.charset.Charset;

/**
 * What output is fitted to.
 *
 * @param width columns; 0 for a file or pipe, where nothing is cut
 * @param isUnicode true if it can show lines, blocks and an ellipsis
 */
public record Screen(int width, boolean isUnicode) {
    /** A file, pipe or other place without columns, in this host's character set. */
    public static Screen unlimited() {
        return of(0, Charset.defaultCharset());
    }

    /** A terminal of that width that shows that character set. */
    public static Screen of(int width, Charset charset) {
        return new Screen(width, charset.canEncode() && charset.newEncoder().canEncode("█│…"));
    }

    /** Columns that can be written to without the terminal wrapping the line; 0 if nothing is cut. */
    public int room() {
        return width <= 0 ? 0 : Math.max(1, width - 1);
    }

    /** The text, cut to the room there is. */
    public String fit(String text) {
        return width <= 0 ? text : Columns.cut(text, room(), isUnicode);
    }
}
