package org.torrentxt.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.api.status.DiskIo;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.testing.FakeEngine;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class SessionsCheckTest {
    private static final String REASON =
            "session is local, no trackers, no DHT nodes; --peer HOST:PORT or network=internet";

    private final FakeEngine engine = new FakeEngine();

    @TempDir
    private Path folder;

    @Test
    void aHealthySessionHasNothingToMend() throws Exception {
        List<HealthFinding> findings = check(new FakeSession(
                "default",
                StatusBuilder.status(1).savePath(folder.resolve("not/yet")).build()));

        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.level()).isNotEqualTo(Level.FAIL))
                .extracting(HealthFinding::subject)
                .contains(
                        "session default",
                        "disk I/O",
                        "listening",
                        "network",
                        "DHT",
                        "TLS",
                        "events",
                        "event handlers",
                        "save path");
    }

    @Test
    void aLocalSessionSaysHowToGoPublic() throws Exception {
        assertThat(text(check(new FakeSession("default")), "network")).contains("network=internet");
    }

    @Test
    void sessionsThatDoNotRunAreFailures() throws Exception {
        engine.failSession("default", "the port is taken");

        assertThat(check())
                .contains(Findings.of("default", Findings.fail("session default", "not running: the port is taken")));
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
                .contains(
                        Findings.of("default", Findings.fail("configuration", "a change is refused: unknown network")))
                .filteredOn(HealthFinding::subject, "listening")
                .extracting(HealthFinding::session, HealthFinding::level)
                .containsExactlyInAnyOrder(tuple("other", Level.OK), tuple("default", Level.WARN));
    }

    @Test
    void noSessionAtAllIsAWarning() throws Exception {
        assertThat(check())
                .filteredOn(HealthFinding::subject, "sessions")
                .extracting(HealthFinding::level)
                .containsExactly(Level.WARN);
    }

    @Test
    void unsafeDiskIoAndDeafSessionsAreFailures() throws Exception {
        FakeSession session = new FakeSession("default");
        session.setDiskIo(DiskIo.MMAP);
        session.setListenEndpoints();

        assertThat(check(session))
                .filteredOn(HealthFinding::level, Level.FAIL)
                .extracting(HealthFinding::subject)
                .containsExactly("disk I/O", "listening");
    }

    @Test
    void theFoldersOfItsConfigurationAreChecked() throws Exception {
        FakeConfigurations configurations = new FakeConfigurations(Map.of(
                "name", "default", "save.path", folder.resolve("downloads").toString()));
        FakeSession session = new FakeSession("default");
        session.setStateFolder(Files.createFile(folder.resolve("occupied")));

        List<HealthFinding> findings = new SessionsCheck(engine, configurations.admin(), session).check();
        assertThat(text(findings, "save path")).contains("downloads has ");
        assertThat(text(findings, "state")).contains("occupied is not writable");
    }

    @Test
    void theStateFolderIsAmongWhatIsWellUnlessSomethingIsWrongWithIt() throws Exception {
        FakeSession session = new FakeSession("default");
        assertThat(check(session))
                .contains(Findings.of("default", Findings.ok("state", "not saved, as the session is temporary")));
        session.setStateFolder(folder.resolve("state"));
        assertThat(check(session))
                .filteredOn(HealthFinding::subject, "state")
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.OK);
                    assertThat(finding.text()).startsWith(folder.resolve("state") + " has ");
                });

        engine.addSessionProblem(SessionProblem.builder(
                        "default", SessionProblem.Severity.ERROR, "state", "changes cannot be saved: no space")
                .build());
        assertThat(check(session))
                .filteredOn(HealthFinding::subject, "state")
                .extracting(HealthFinding::level)
                .containsExactly(Level.FAIL);
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
                .filteredOn(HealthFinding::subject, "event handlers")
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.WARN);
                    assertThat(finding.text()).contains("com.acme.Slow");
                });
    }

    @Test
    void aSavePathThatIsAFileIsAFailure() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        List<HealthFinding> findings = check(new FakeSession(
                "default", StatusBuilder.status(1).savePath(file).build()));

        assertThat(text(findings, "save path")).contains("is not writable");
    }

    @Test
    void torrentsWithoutPeersAreNamedByTheReason() {
        FakeSession session = new FakeSession(
                "default",
                StatusBuilder.status(1).noPeers(REASON).build(),
                StatusBuilder.status(2).build(),
                StatusBuilder.status(3).name("third").noPeers(REASON).build(),
                StatusBuilder.status(4)
                        .noPeers("no other peers in the DHT; --peer HOST:PORT")
                        .build());
        assertThat(check(session))
                .filteredOn(HealthFinding::subject, "peers")
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.WARN);
                    assertThat(finding.text())
                            .startsWith(
                                    "2 torrents with no peers: " + REASON + " (1 torrent-1, 3 third); 1 torrent with")
                            .endsWith("(4 torrent-4)");
                });
        assertThat(check(new FakeSession("default", StatusBuilder.status(2).build())))
                .extracting(HealthFinding::subject)
                .doesNotContain("peers");
    }

    @Test
    void ofManyTorrentsSomeAreNamed() {
        FakeSession many = new FakeSession(
                "default",
                IntStream.rangeClosed(1, 9)
                        .mapToObj(id -> StatusBuilder.status(id).noPeers(REASON).build())
                        .toArray(TorrentStatus[]::new));
        assertThat(check(many))
                .filteredOn(HealthFinding::subject, "peers")
                .extracting(HealthFinding::text)
                .containsExactly(
                        "9 torrents with no peers: " + REASON + " (1 torrent-1, 2 torrent-2, 3 torrent-3 and 6 more)");
    }

    private List<HealthFinding> check(FakeSession... sessions) {
        return new SessionsCheck(engine, null, sessions).check();
    }

    private static String text(List<HealthFinding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
