package org.torrentxt.api.fleet;

import java.util.Locale;

/** How far a node is with the feature of a deployment. Later values may follow. */
public enum InstallState {
    /** There is nothing to install. */
    NONE,
    /** The node is none of the {@link DeployTorrent#first()} ones, and has what it had before. */
    WAITING,
    /** It is installed once the content is there. */
    PENDING,
    /** It is being installed. */
    INSTALLING,
    /** It is installed, and the health checks of the node have found no failure. */
    INSTALLED,
    /** It is installed, and a health check of the node has found a failure; the reason is given. */
    UNHEALTHY,
    /** It cannot be installed; the reason is given. It is tried again. */
    FAILED;

    /** Its name in texts: in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
