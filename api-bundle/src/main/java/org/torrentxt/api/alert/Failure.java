package org.torrentxt.api.alert;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Credentials;

/**
 * The reason of a failure in an alert. In events these are the properties {@code errorCode}, {@code errorMessage} and
 * {@code message}.
 *
 * @param errorCode the number within its error category: of the operating system, or of the engine; 0 if there is none
 * @param errorMessage the error in words
 * @param message the whole alert in one line, including the operation and its object
 */
public record Failure(int errorCode, String errorMessage, String message) implements Serializable {
    /** Hides user names and passwords in URLs. */
    public Failure {
        Objects.requireNonNull(errorMessage, "errorMessage");
        Objects.requireNonNull(message, "message");
        errorMessage = Credentials.hide(errorMessage);
        message = Credentials.hide(message);
    }

    Map<String, Object> properties() {
        return Map.of("errorCode", errorCode, "errorMessage", errorMessage, "message", message);
    }
}
