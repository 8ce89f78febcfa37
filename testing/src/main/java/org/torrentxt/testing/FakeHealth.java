package org.torrentxt.testing;

import java.util.List;
import java.util.Objects;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthFinding;

/** Health as set by the test: the same findings whichever check is run. */
public final class FakeHealth implements Health {
    private volatile List<HealthFinding> findings;

    /** With these findings. */
    public FakeHealth(HealthFinding... findings) {
        this.findings = List.of(findings);
    }

    /** Replaces the findings. */
    public void set(HealthFinding... found) {
        findings = List.of(found);
    }

    @Override
    public List<HealthFinding> check() {
        return findings;
    }

    @Override
    public List<HealthFinding> check(String name) {
        Objects.requireNonNull(name, "name");
        return findings;
    }
}
