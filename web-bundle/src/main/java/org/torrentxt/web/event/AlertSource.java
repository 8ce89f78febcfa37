package org.torrentxt.web.event;

import java.util.Set;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;

/** Where the alerts of sessions come from. */
interface AlertSource {
    /**
     * Begins to deliver alerts; of a session that is not running when it runs again.
     *
     * @param session the session's name
     */
    Subscription subscribe(String session, Set<AlertType> types, AlertListener listener);

    /** An end for it. */
    interface Subscription {
        /** Delivers these types from now on; the session raises no others for it. */
        void setTypes(Set<AlertType> types);

        /** Delivers nothing any more. */
        void close();
    }
}
