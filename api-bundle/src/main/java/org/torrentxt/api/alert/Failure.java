package org.torrentxt.api.alert;

import java.util.Map;
import org.torrentxt.api.Credentials;

/**
 * Why something failed, as an alert reports it. In events these are the properties {@code errorCode}, {@code errorMessage} and
 * {@code message}.
 *
 * @param errorCode the number within its error category: of the operating system, or of the engine; 0 if there is none
 * @param errorMessage the error in words
 * @param message the whole alert in one line, naming what was being done to what
 */
public record Failure(int errorCode, String errorMessage, String message) {
    /** Hides user names and passwords of URLs. */
    public Failure {
        errorMessage = Credentials.hide(errorMessage);
        message = Credentials.hide(message);
    }

    Map<String, Object> properties() {
        return Map.of("errorCode", errorCode, "errorMessage", errorMessage, "message", message);
    }
}
