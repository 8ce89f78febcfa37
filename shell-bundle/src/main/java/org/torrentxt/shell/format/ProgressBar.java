package org.torrentxt.shell.format;

import java.nio.charset.Charset;

/**
 * Draws progress as one line of a terminal: label, bar, percentage, detail.
 *
 * @param width columns of the terminal
 * @param isUnicode true to draw with block characters
 */
public record ProgressBar(int width, boolean isUnicode) {
    private static final int BAR_WIDTH = 20;
    private static final int MIN_LABEL_WIDTH = 8;

    /** Bars for a terminal of that width, in what this host's character set has. */
    public static ProgressBar of(int width) {
        return new ProgressBar(width, Charset.defaultCharset().newEncoder().canEncode('█'));
    }

    /** The line, never wider than the terminal. */
    public String draw(Progress progress) {
        String right = String.format(
                " %s %7s  %s%s",
                bar(progress.fraction()),
                Units.percent(progress.fraction()),
                progress.phase(),
                progress.detail().isEmpty() ? "" : ", " + progress.detail());
        int room = Math.max(MIN_LABEL_WIDTH, Math.min(width - 1 - right.length(), width / 3));
        return cut(pad(cut(progress.label(), room), room) + right, width - 1);
    }

    private String bar(double fraction) {
        int done = (int) Math.round(Math.max(0, Math.min(1, fraction)) * BAR_WIDTH);
        return "[" + (isUnicode ? "█" : "#").repeat(done) + (isUnicode ? "░" : "-").repeat(BAR_WIDTH - done) + "]";
    }

    private String cut(String text, int length) {
        if (length <= 0) {
            return "";
        }
        String sign = isUnicode ? "…" : ".";
        return text.length() <= length ? text : text.substring(0, length - 1) + sign;
    }

    private static String pad(String text, int length) {
        return text + " ".repeat(length - text.length());
    }
}
