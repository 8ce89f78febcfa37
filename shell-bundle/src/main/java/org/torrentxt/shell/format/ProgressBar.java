package org.torrentxt.shell.format;

/**
 * Draws progress as one line of a terminal: label, bar, percentage, detail. Label and bar are as wide as the terminal
 * allows, and equally wide in all lines.
 *
 * @param screen the terminal
 */
public record ProgressBar(Screen screen) {
    private static final int MIN_LABEL_WIDTH = 8;

    /** The line, never wider than the terminal. */
    public String draw(Progress progress) {
        int labelWidth = Math.max(MIN_LABEL_WIDTH, screen.width() / 4);
        String label = Columns.cut(progress.label(), labelWidth, screen.isUnicode());
        String detail = progress.detail().isEmpty() ? "" : ", " + progress.detail();
        return screen.fit(String.format(
                "%s %s %7s  %s%s",
                Columns.padRight(label, labelWidth),
                bar(progress.fraction(), barWidth()),
                Units.percent(progress.fraction()),
                progress.phase(),
                detail));
    }

    /** A bar of that many cells, in brackets. */
    public String bar(double fraction, int width) {
        return "[" + cells(fraction, width) + "]";
    }

    /** A bar of that many cells. */
    public String cells(double fraction, int width) {
        int done = (int) Math.round(Math.max(0, Math.min(1, fraction)) * width);
        return (screen.isUnicode() ? "█" : "#").repeat(done) + (screen.isUnicode() ? "░" : "-").repeat(width - done);
    }

    private int barWidth() {
        if (screen.width() < 60) {
            return 5;
        }
        return screen.width() < 100 ? 10 : 20;
    }
}
