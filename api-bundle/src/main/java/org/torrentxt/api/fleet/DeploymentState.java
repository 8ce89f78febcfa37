package org.torrentxt.api.fleet;

import java.util.Locale;

/** How far a node is with a deployment. */
public enum DeploymentState {
    /**
     * Nothing is done: the session of the fleet is not running, or is loading its torrents; or the node is none of the
     * {@link DeployTorrent#first()} ones, and has what it had before.
     */
    WAITING,
    /** It is fetched or verified. */
    FETCHING,
    /** All of it is there, and verified. */
    COMPLETE,
    /** It cannot be fetched; the reason is given. It is tried again. */
    FAILED;

    /** Its name in texts: in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
