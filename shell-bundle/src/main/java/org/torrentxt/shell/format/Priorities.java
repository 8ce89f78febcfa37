package org.torrentxt.shell.format;

import java.util.Locale;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;

/** Priorities of files and pieces as displayed and typed: a word if there is one, else a number. */
public final class Priorities {
    private Priorities() {}

    /** {@code skip}, {@code low}, {@code normal} or {@code top}, else the level. */
    public static String text(FilePriority priority) {
        return switch (priority.level()) {
            case 0 -> "skip";
            case 1 -> "low";
            case 4 -> "normal";
            case 7 -> "top";
            default -> String.valueOf(priority.level());
        };
    }

    /**
     * Parses a word or a level.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is neither a word nor a level
     */
    public static FilePriority parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "skip", "0" -> FilePriority.SKIP;
            case "low", "1" -> FilePriority.LOW;
            case "normal", "4" -> FilePriority.NORMAL;
            case "top", "7" -> FilePriority.TOP;
            case "2", "3", "5", "6" -> new FilePriority(Integer.parseInt(text.strip()));
            default ->
                throw TorrentException.invalid("invalid priority '" + text
                        + "': expected skip, low, normal, top, or a number from 0 (skip) to 7 (top)");
        };
    }
}
