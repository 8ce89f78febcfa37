package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The files of a removed torrent could not be deleted. Not droppable.
 *
 * @param origin where and when
 * @param failure why
 */
public record TorrentDeleteFailed(AlertOrigin origin, Failure failure) implements Alert {
    /** Rejects nulls. */
    public TorrentDeleteFailed {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_DELETE_FAILED;
    }

    @Override
    public Map<String, Object> details() {
        return failure.properties();
    }
}
