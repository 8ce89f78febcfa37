package org.torrentxt.api.alert;

import java.util.Map;

/**
 * Resume data did not fit what is on disk; the files are checked again. Not droppable.
 *
 * @param origin where and when
 * @param file the file that did not fit; empty if it was not one
 * @param failure why
 */
public record FastresumeRejected(AlertOrigin origin, String file, Failure failure) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.FASTRESUME_REJECTED;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("file", file).toMap();
    }
}
