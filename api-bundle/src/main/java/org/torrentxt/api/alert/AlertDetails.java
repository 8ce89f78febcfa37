package org.torrentxt.api.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the event properties of an alert, in order. */
final class AlertDetails {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private AlertDetails() {}

    static AlertDetails of(String key, Object value) {
        return new AlertDetails().and(key, value);
    }

    static AlertDetails of(Failure failure) {
        AlertDetails details = new AlertDetails();
        details.values.putAll(failure.properties());
        return details;
    }

    AlertDetails and(String key, Object value) {
        values.put(key, value);
        return this;
    }

    Map<String, Object> toMap() {
        return values;
    }
}
