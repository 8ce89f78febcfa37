package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Credentials;

/**
 * An alert of a kind that has no more to say than its message. How often it fires depends on the kind; see the name of
 * {@link #type()} in libtorrent's reference. Dropped as {@link AlertType#isDroppable()} says.
 *
 * @param origin where and when
 * @param type which kind
 * @param message the alert in one line
 */
public record OtherAlert(AlertOrigin origin, AlertType type, String message) implements Alert {
    /** Refuses nulls, and hides user names and passwords of URLs. */
    public OtherAlert {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(type, "type");
        message = Credentials.hide(Objects.requireNonNull(message, "message"));
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("message", message);
    }
}
