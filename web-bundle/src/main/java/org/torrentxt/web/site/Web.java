package org.torrentxt.web.site;

import org.torrentxt.web.access.Access;

/**
 * What the servlets have in common. A service of this bundle for its own components, which are restarted with it after
 * each change of the configuration.
 */
public interface Web {
    /** The PID of the configuration. */
    String PID = "org.torrentxt.web";

    /** What is configured. */
    WebOptions options();

    /** The running sessions. */
    Sessions sessions();

    /** The policies of sessions; none unless there are any. */
    default Policies policies() {
        return Policies.NONE;
    }

    /** Who may do what. */
    Access access();
}
