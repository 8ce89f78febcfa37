package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.shell.fake.FakeEngine;
import org.torrentxt.shell.fake.FakeServices;
import org.torrentxt.shell.fake.FakeSession;
import org.torrentxt.shell.fake.StatusBuilder;

class CheckupTest {
    private final FakeEngine engine = new FakeEngine();

    @TempDir
    private Path folder;

    @Test
    void aHealthySessionHasNothingToMend() {
        List<Finding> findings = check(new FakeSession(
                "default",
                StatusBuilder.status(1).savePath(folder.resolve("not/yet")).build()));

        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.level()).isNotEqualTo(Finding.Level.FAIL))
                .extracting(Finding::subject)
                .contains(
                        "engine", "session default", "disk I/O", "listening", "network", "DHT", "events", "save path");
    }

    @Test
    void aLocalSessionSaysHowToGoPublic() {
        assertThat(text(check(new FakeSession("default")), "network")).contains("network=internet");
    }

    @Test
    void withoutAnEngineTheCheckFails() {
        List<Finding> findings = new Checkup(new FakeServices()).run();

        assertThat(findings.get(0).level()).isEqualTo(Finding.Level.FAIL);
        assertThat(text(findings, "engine")).contains("TorrentEngine").contains("feature torrentxt");
    }

    @Test
    void theEnginesProblemAndFailedSessionsAreFailures() {
        engine.problem = "no native library";
        engine.failedSessions.put("default", "the port is taken");

        assertThat(check())
                .contains(
                        new Finding(Finding.Level.FAIL, "engine", "no native library"),
                        new Finding(Finding.Level.FAIL, "session default", "does not run: the port is taken"));
    }

    @Test
    void noSessionAtAllIsAWarning() {
        assertThat(check())
                .filteredOn(Finding::subject, "sessions")
                .extracting(Finding::level)
                .containsExactly(Finding.Level.WARN);
    }

    @Test
    void unsafeDiskIoAndDeafSessionsAreFailures() {
        FakeSession session = new FakeSession("default");
        session.diskIo = "mmap";
        session.listenEndpoints = List.of();

        assertThat(check(session))
                .filteredOn(Finding::level, Finding.Level.FAIL)
                .extracting(Finding::subject)
                .containsExactly("disk I/O", "listening");
    }

    @Test
    void droppedEventsAreAWarning() {
        FakeSession session = new FakeSession("default");
        session.alertsDropped = 5;

        assertThat(text(check(session), "events")).startsWith("5 were dropped");
    }

    @Test
    void aSavePathThatIsAFileIsAFailure() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        List<Finding> findings = check(new FakeSession(
                "default", StatusBuilder.status(1).savePath(file).build()));

        assertThat(text(findings, "save path")).contains("cannot be written to");
    }

    private List<Finding> check(FakeSession... sessions) {
        Object[] services = new Object[sessions.length + 1];
        System.arraycopy(sessions, 0, services, 1, sessions.length);
        services[0] = engine;
        return new Checkup(new FakeServices(services)).run();
    }

    private static String text(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
