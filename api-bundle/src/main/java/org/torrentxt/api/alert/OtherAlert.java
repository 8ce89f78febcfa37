package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Credentials;

/**
 * An alert with no details except its message. How often it fires depends on the type; see the name of {@link #type()}
 * in libtorrent's reference. {@link AlertType#isDroppable()} shows whether it can be dropped.
 *
 * @param origin where and when
 * @param type the type
 * @param message the alert in one line
 */
public record OtherAlert(AlertOrigin origin, AlertType type, String message) implements Alert {
    /** Rejects nulls, and hides user names and passwords in URLs. */
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
