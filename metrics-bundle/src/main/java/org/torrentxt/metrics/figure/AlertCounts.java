package org.torrentxt.metrics.figure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torrentxt.api.status.SessionStatus;

/** How many alerts the engine has raised, by the names of their types. */
public final class AlertCounts {
    private static final String PREFIX = "alerts.";

    private AlertCounts() {}

    /** Those of a session; types of which none was raised are missing. */
    public static SortedMap<String, Long> of(SessionStatus status) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Map.Entry<String, Long> counter : status.counters().entrySet()) {
            if (counter.getKey().startsWith(PREFIX)) {
                counts.put(counter.getKey().substring(PREFIX.length()), counter.getValue());
            }
        }
        return counts;
    }
}
