package org.torrentxt.api.alert;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Gets alerts as typed records, for subscribers that need more alerts per second than the EventAdmin delivers. Register an
 * implementation as an OSGi service (whiteboard).
 *
 * <p>Service properties choose what arrives: {@value #TYPES} (String, String[] or Collection of names as in {@link AlertType#alertName()};
 * without it all but the {@linkplain AlertType#isVerbose() verbose} ones; a name that no alert has is warned of in the log) and
 * {@value #SESSION} (String, String[] or Collection of sessions' names; without it all sessions).
 *
 * <p>Each listener has a queue and a thread of its own for each session, so alerts of one session arrive in order and one at a
 * time, those of several sessions perhaps at the same time, and a slow listener delays nobody else. When its queue is full, alerts of the {@linkplain AlertType#isDroppable() droppable} kinds are
 * dropped, and an {@link AlertsDropped} reports how many.
 */
@ConsumerType
@FunctionalInterface
public interface AlertListener {
    /** The service property that names the alerts wanted. */
    String TYPES = "alert.types";

    /** The service property that names the sessions wanted. */
    String SESSION = "session";

    /**
     * Takes one alert. Exceptions are logged, one line per minute, and otherwise ignored.
     *
     * @param alert never null
     */
    void onAlert(Alert alert);
}
