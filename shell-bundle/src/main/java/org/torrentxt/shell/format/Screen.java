package org.torrentxt.shell.format;

import java.nio.charset.Charset;

/**
 * The screen that output is fitted to.
 *
 * @param width columns; 0 for a file or pipe, where nothing is cut
 * @param isUnicode true if it can show line, block and ellipsis characters
 */
public record Screen(int width, boolean isUnicode) {
    /** A file, pipe or other output without a width, in this host's character set. */
    public static Screen unlimited() {
        return of(0, Charset.defaultCharset());
    }

    /** A terminal with that width and character set. */
    public static Screen of(int width, Charset charset) {
        return new Screen(width, charset.canEncode() && charset.newEncoder().canEncode("█▁▒│…"));
    }

    /** Columns that fit on a line without wrapping; 0 if nothing is cut. */
    public int room() {
        return width <= 0 ? 0 : Math.max(1, width - 1);
    }

    /** The text, cut to the available width. */
    public String fit(String text) {
        return width <= 0 ? text : Columns.cut(text, room(), isUnicode);
    }
}
