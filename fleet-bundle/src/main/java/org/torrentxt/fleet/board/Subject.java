package org.torrentxt.fleet.board;

/** What notices are about. */
public enum Subject {
    /** Signed statements, by their id. */
    STATEMENTS,
    /** Reports of nodes about themselves, by the id of the member. */
    REPORTS,
    /** The torrents of a node as a whole, by the id of the member. */
    SUMMARIES,
    /** Pages of torrents of nodes, by the id of the member, what they are, and their number. */
    TORRENTS
}
