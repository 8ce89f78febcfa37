package org.torrentxt.api.create;

/** What becomes of symbolic links below the folder that a torrent is made of. */
public enum SymbolicLinks {
    /**
     * Takes what a link points at, as long as that lies in the same folder; a link that leads out of it ends the creation, so
     * that nothing is published by accident.
     */
    INSIDE,
    /** Takes what a link points at, wherever that is. */
    FOLLOW,
    /** Leaves links out. */
    SKIP
}
