package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The torrent stopped because of an error; see {@link org.torrentxt.api.status.TorrentStatus#error()}. Not droppable.
 *
 * @param origin where and when
 * @param failure why
 */
public record TorrentError(AlertOrigin origin, Failure failure) implements Alert {
    /** Rejects nulls. */
    public TorrentError {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_ERROR;
    }

    @Override
    public Map<String, Object> details() {
        return failure.properties();
    }
}
