package org.torrentxt.api.alert;

import java.util.Map;

/**
 * A file could not be read or written; the torrent is usually paused. Not droppable.
 *
 * @param origin where and when
 * @param file the path, as far as the engine reports it
 * @param failure why
 */
public record FileError(AlertOrigin origin, String file, Failure failure) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.FILE_ERROR;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("file", file).toMap();
    }
}
