package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * All selected files are complete: a download has finished, or a check has found the content complete, which also
 * happens for torrents added as seeds and after each recheck. To act once per download, check {@link #downloaded}.
 * Event properties: {@code downloaded} (Boolean), {@code path} and {@code content} (String). Not droppable.
 *
 * @param origin where and when
 * @param downloaded true if the torrent was downloading until now; false if a check found its content complete
 * @param path the folder of its files, an absolute path; it may be moved from there later, which is a {@link
 *     StorageMoved}. Empty if the torrent was removed meanwhile
 * @param content the file or folder in it that has all the files of the torrent; {@code path} if they have none in
 *     common
 */
public record TorrentFinished(AlertOrigin origin, boolean downloaded, String path, String content) implements Alert {
    /** Rejects nulls. */
    public TorrentFinished {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
    }

    /** The event property {@code downloaded}: Boolean. */
    public static final String DOWNLOADED = "downloaded";

    /** The event property {@code path}: String. */
    public static final String PATH = "path";

    /** The event property {@code content}: String. */
    public static final String CONTENT = "content";

    @Override
    public AlertType type() {
        return AlertType.TORRENT_FINISHED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of(DOWNLOADED, downloaded, PATH, path, CONTENT, content);
    }
}
