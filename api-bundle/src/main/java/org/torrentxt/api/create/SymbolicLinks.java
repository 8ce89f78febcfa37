package org.torrentxt.api.create;

/** How symbolic links below the content folder of a torrent are handled. */
public enum SymbolicLinks {
    /**
     * Includes the target of a link if it is in the same folder; a link to a target outside ends the creation, so that
     * nothing is published by accident.
     */
    INSIDE,
    /** Includes the target of a link, wherever it is. */
    FOLLOW,
    /** Skips links. */
    SKIP
}
