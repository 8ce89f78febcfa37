package org.torrentxt.api.alert;

import java.util.Map;

/**
 * Why something failed, as an alert reports it. In events these are the properties {@code errorCode}, {@code errorMessage} and
 * {@code message}.
 *
 * @param errorCode the number within its error category: of the operating system, or of the engine; 0 if there is none
 * @param errorMessage the error in words
 * @param message the whole alert in one line, naming what was being done to what
 */
public record Failure(int errorCode, String errorMessage, String message) {
    Map<String, Object> properties() {
        return Map.of("errorCode", errorCode, "errorMessage", errorMessage, "message", message);
    }
}
