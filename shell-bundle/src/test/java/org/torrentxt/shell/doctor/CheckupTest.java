package org.torrentxt.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.status.DiskIo;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.shell.fake.FakeConfigurations;
import org.torrentxt.shell.fake.FakeServices;
import org.torrentxt.testing.FakeEngine;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class CheckupTest {
    private final FakeEngine engine = new FakeEngine();

    private Instant installed = Instant.EPOCH;

    @TempDir
    private Path folder;

    @Test
    void aHealthySessionHasNothingToMend() throws Exception {
        List<Finding> findings = check(new FakeSession(
                "default",
                StatusBuilder.status(1).savePath(folder.resolve("not/yet")).build()));

        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.level()).isNotEqualTo(Finding.Level.FAIL))
                .extracting(Finding::subject)
                .contains(
                        "engine",
                        "session default",
                        "disk I/O",
                        "listening",
                        "network",
                        "DHT",
                        "TLS",
                        "events",
                        "event handlers",
                        "save path",
                        "clock");
    }

    @Test
    void aLocalSessionSaysHowToGoPublic() throws Exception {
        assertThat(text(check(new FakeSession("default")), "network")).contains("network=internet");
    }

    @Test
    void withoutAnEngineTheCheckFails() throws Exception {
        List<Finding> findings = new Checkup(new FakeServices(), StoreBundle.ABSENT, Instant.EPOCH).run();

        assertThat(findings.get(0).level()).isEqualTo(Finding.Level.FAIL);
        assertThat(text(findings, "engine")).contains("TorrentEngine").contains("feature torrentxt");
    }

    @Test
    void copiesOfTheNativeLibraryThatAddUpAreAWarning() throws Exception {
        assertThat(check()).extracting(Finding::subject).doesNotContain("engine memory");

        engine.setNativeCopies(3);

        assertThat(check())
                .contains(Finding.warn(
                        "engine memory",
                        "3 copies of the native library are loaded, because the engine's bundle was reinstalled or"
                                + " updated; restart the JVM to free the unused ones"));
    }

    @Test
    void theEnginesProblemAndFailedSessionsAreFailures() throws Exception {
        engine.setProblem("no native library");
        engine.failSession("default", "the port is taken");

        assertThat(check())
                .contains(
                        Finding.fail("engine", "no native library"),
                        Finding.fail("session default", "not running: the port is taken")
                                .of("default"));
    }

    @Test
    void whatIsNotAsConfiguredTakesThePlaceOfWhatIsWell() throws Exception {
        engine.addSessionProblem(SessionProblem.builder(
                        "default",
                        SessionProblem.Severity.WARNING,
                        "listening",
                        "port 6881 is in use by another program")
                .build());
        engine.addSessionProblem(SessionProblem.builder(
                        "default",
                        SessionProblem.Severity.ERROR,
                        "configuration",
                        "a change is refused: unknown network")
                .build());

        assertThat(check(new FakeSession("default"), new FakeSession("other")))
                .contains(Finding.fail("configuration", "a change is refused: unknown network")
                        .of("default"))
                .filteredOn(Finding::subject, "listening")
                .extracting(Finding::session, Finding::level)
                .containsExactlyInAnyOrder(tuple("other", Finding.Level.OK), tuple("default", Finding.Level.WARN));
    }

    @Test
    void noSessionAtAllIsAWarning() throws Exception {
        assertThat(check())
                .filteredOn(Finding::subject, "sessions")
                .extracting(Finding::level)
                .containsExactly(Finding.Level.WARN);
    }

    @Test
    void unsafeDiskIoAndDeafSessionsAreFailures() throws Exception {
        FakeSession session = new FakeSession("default");
        session.setDiskIo(DiskIo.MMAP);
        session.setListenEndpoints();

        assertThat(check(session))
                .filteredOn(Finding::level, Finding.Level.FAIL)
                .extracting(Finding::subject)
                .containsExactly("disk I/O", "listening");
    }

    @Test
    void aClockBeforeTheInstallationIsAFailure() throws Exception {
        installed = Instant.now().plusSeconds(3600);

        assertThat(check())
                .filteredOn(Finding::subject, "clock")
                .extracting(Finding::level)
                .containsExactly(Finding.Level.FAIL);
    }

    @Test
    void theFoldersOfItsConfigurationAreChecked() throws Exception {
        FakeConfigurations configurations = new FakeConfigurations(Map.of(
                "name", "default", "save.path", folder.resolve("downloads").toString()));
        FakeSession session = new FakeSession("default");
        session.setStateFolder(Files.createFile(folder.resolve("occupied")));

        List<Finding> findings = new Checkup(
                        new FakeServices(engine, session, configurations.admin()), StoreBundle.ABSENT, installed)
                .run();
        assertThat(text(findings, "save path")).contains("downloads has ");
        assertThat(text(findings, "state")).contains("occupied is not writable");
    }

    @Test
    void theStateFolderIsAmongWhatIsWellUnlessSomethingIsWrongWithIt() throws Exception {
        FakeSession session = new FakeSession("default");
        assertThat(check(session))
                .contains(Finding.ok("state", "not saved, as the session is temporary")
                        .of("default"));
        session.setStateFolder(folder.resolve("state"));
        assertThat(check(session))
                .filteredOn(Finding::subject, "state")
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.OK);
                    assertThat(finding.text()).startsWith(folder.resolve("state") + " has ");
                });

        engine.addSessionProblem(SessionProblem.builder(
                        "default", SessionProblem.Severity.ERROR, "state", "changes cannot be saved: no space")
                .build());
        assertThat(check(session))
                .filteredOn(Finding::subject, "state")
                .extracting(Finding::level)
                .containsExactly(Finding.Level.FAIL);
    }

    @Test
    void withoutAStoreNothingIsWrong() throws Exception {
        assertThat(check())
                .filteredOn(Finding::subject, "DHT store")
                .containsExactly(
                        Finding.ok("DHT store", "not installed; to use it, run feature:install torrentxt-dht"));
    }

    @Test
    void droppedEventsAreAWarning() throws Exception {
        FakeSession session = new FakeSession("default");
        session.setAlertsDropped(5);

        assertThat(text(check(session), "events")).startsWith("5 dropped");
    }

    @Test
    void aSubscriberThatIsStuckIsNamed() throws Exception {
        FakeSession session = new FakeSession("default");
        session.setStuckSubscribers(StuckSubscriber.builder(
                        StuckSubscriber.Kind.EVENT_HANDLER,
                        StuckSubscriber.State.DENIED,
                        "EventHandler com.acme.Slow (service 57, bundle com.acme) was denied")
                .build());

        assertThat(check(session))
                .filteredOn(Finding::subject, "event handlers")
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.WARN);
                    assertThat(finding.text()).contains("com.acme.Slow");
                });
    }

    @Test
    void aSavePathThatIsAFileIsAFailure() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        List<Finding> findings = check(new FakeSession(
                "default", StatusBuilder.status(1).savePath(file).build()));

        assertThat(text(findings, "save path")).contains("is not writable");
    }

    private List<Finding> check(FakeSession... sessions) throws InterruptedException {
        Object[] services = new Object[sessions.length + 1];
        System.arraycopy(sessions, 0, services, 1, sessions.length);
        services[0] = engine;
        return new Checkup(new FakeServices(services), StoreBundle.ABSENT, installed).run();
    }

    private static String text(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
