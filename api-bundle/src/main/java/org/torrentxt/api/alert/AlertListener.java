package org.torrentxt.api.alert;

import org.osgi.annotation.versioning.ConsumerType;
import org.torrentxt.api.TorrentSession;

/**
 * Receives alerts as typed records, for subscribers that need more alerts per second than the EventAdmin delivers.
 * Register an implementation as an OSGi service (whiteboard).
 *
 * <p>Service properties select the alerts: {@value #TYPES} (String, String[] or Collection of names as in
 * {@link AlertType#alertName()}, or of constants of {@link AlertType}; if absent, all types except
 * {@linkplain AlertType#isVerbose() verbose} ones; an unknown name causes a warning in the log) and {@value #SESSION} or
 * {@value #SESSION_NAME} (String, String[] or Collection of session names; if absent, all sessions; if both are there,
 * the session must be in both). A component of Declarative Services sets them by {@link AlertTypes} and
 * {@link SessionName}.
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

    /** The same as {@link #SESSION}, by the name of the property of a session's own service. */
    String SESSION_NAME = TorrentSession.SESSION_NAME;

    /**
     * Called for each alert. Exceptions are logged, at most one line per minute, and otherwise ignored.
     *
     * @param alert never null
     */
    void onAlert(Alert alert);
}
