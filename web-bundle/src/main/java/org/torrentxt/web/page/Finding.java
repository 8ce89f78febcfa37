package org.torrentxt.web.page;

/**
 * What a check found.
 *
 * @param severity how serious it is
 * @param session the session's name; empty if it concerns all of them
 * @param subject the part that was checked, in a word or two
 * @param text what was found and what to do, in one line
 */
record Finding(Severity severity, String session, String subject, String text) {
    /** How serious a finding is. */
    enum Severity {
        OK,
        WARNING,
        ERROR
    }
}
