package org.torrentxt.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.testing.FakeEngine;

class EngineCheckTest {
    private final FakeEngine engine = new FakeEngine();

    private List<HealthFinding> check() {
        return new EngineCheck(Instant.EPOCH, engine).check();
    }

    @Test
    void anEngineThatWorksIsNamedWithItsVersion() {
        assertThat(check())
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
                .extracting(HealthFinding::subject)
                .containsExactly("engine", "clock");
        assertThat(check().get(0).text()).startsWith("libtorrent " + engine.version());
    }

    @Test
    void withoutAnEngineTheCheckFails() {
        assertThat(new EngineCheck(Instant.EPOCH, null).check().get(0)).satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FAIL);
            assertThat(finding.text()).contains("TorrentEngine", "feature torrentxt");
        });
    }

    @Test
    void itsProblemIsAFailure() {
        engine.setProblem("no native library");
        assertThat(check()).contains(Findings.fail("engine", "no native library"));
    }

    @Test
    void copiesOfTheNativeLibraryThatAddUpAreAWarning() {
        engine.setNativeCopies(3);
        assertThat(check())
                .contains(Findings.warn(
                        "engine memory",
                        "3 copies of the native library are loaded, because the engine's bundle was reinstalled or"
                                + " updated; restart the JVM to free the unused ones"));
    }

    @Test
    void aClockBeforeTheInstallationIsAFailure() {
        assertThat(new EngineCheck(Instant.now().plusSeconds(3600), engine).check())
                .filteredOn(HealthFinding::subject, "clock")
                .extracting(HealthFinding::level)
                .containsExactly(Level.FAIL);
    }
}
