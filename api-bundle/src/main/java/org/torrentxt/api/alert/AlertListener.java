package org.torrentxt.api.alert;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives alerts as typed records, for subscribers that need more alerts per second than the EventAdmin delivers.
 * Register an implementation as an OSGi service (whiteboard).
 *
 * <p>Service properties select the alerts: {@value #TYPES} (String, String[] or Collection of names as in
 * {@link AlertType#alertName()}; if absent, all types except {@linkplain AlertType#isVerbose() verbose} ones; an
 * unknown name causes a warning in the log) and {@value #SESSION} (String, String[] or Collection of session names; if
 * absent, all sessions).
 *
 * <p>Each listener has its own queue and thread per session, so alerts of one session arrive in order and one at a
 * time, those of several sessions possibly concurrently, and a slow listener does not delay others. When its queue is
 * full, alerts of {@linkplain AlertType#isDroppable() droppable} types are dropped, and an {@link AlertsDropped}
 * reports how many.
 */
@ConsumerType
@FunctionalInterface
public interface AlertListener {
    /** The service property with the wanted alert types. */
    String TYPES = "alert.types";

    /** The service property with the names of the wanted sessions. */
    String SESSION = "session";

    /**
     * Called for each alert. Exceptions are logged, at most one line per minute, and otherwise ignored.
     *
     * @param alert never null
     */
    void onAlert(Alert alert);
}
