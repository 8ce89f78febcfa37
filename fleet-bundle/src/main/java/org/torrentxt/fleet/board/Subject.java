package org.torrentxt.fleet.board;

/** What notices are about. */
public enum Subject {
    /** Signed statements, by their id. */
    STATEMENTS,
    /** Reports of nodes about themselves, by the id of the member. */
    REPORTS
}
