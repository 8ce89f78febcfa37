package org.torrentxt.health.check;

import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;

/** What the checks of this package have found. */
final class Findings {
    private Findings() {}

    static HealthFinding ok(String subject, String text) {
        return HealthFinding.builder(Level.OK, subject, text).build();
    }

    static HealthFinding warn(String subject, String text) {
        return HealthFinding.builder(Level.WARN, subject, text).build();
    }

    static HealthFinding fail(String subject, String text) {
        return HealthFinding.builder(Level.FAIL, subject, text).build();
    }

    /** The same finding, of a session. */
    static HealthFinding of(String session, HealthFinding finding) {
        return finding.toBuilder().session(session).build();
    }
}
