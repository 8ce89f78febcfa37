package org.torrentxt.api;

import java.io.Serializable;

/**
 * The download priority of a file or piece.
 *
 * @param level 0 (skip) to 7 (top); libtorrent's {@code download_priority_t}
 */
public record FilePriority(int level) implements Serializable, Comparable<FilePriority> {
    /** Not downloaded. */
    public static final FilePriority SKIP = new FilePriority(0);
    /** Downloaded after everything else. */
    public static final FilePriority LOW = new FilePriority(1);
    /** The default priority. */
    public static final FilePriority NORMAL = new FilePriority(4);
    /** Downloaded before everything else. */
    public static final FilePriority TOP = new FilePriority(7);

    /**
     * Checks the level.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not 0 to 7
     */
    public FilePriority {
        if (level < 0 || level > 7) {
            throw TorrentException.invalid(
                    "priority out of range: " + level + "; expected 0 (skip), 1 (low), 4 (normal) up to 7 (top)");
        }
    }

    @Override
    public int compareTo(FilePriority other) {
        return Integer.compare(level, other.level);
    }
}
