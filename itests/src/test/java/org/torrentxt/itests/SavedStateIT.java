package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.service.event.Event;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.status.TorrentStatus;

/** Torrents come back as they were, whatever restarts their session. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class SavedStateIT extends SwarmTestSupport {
    private static final String KEPT = "kept";

    private TorrentSession source;
    private Assortment torrents;

    @Before
    public void addTorrents() throws Exception {
        source = swarm.session("source");
        swarm.session(KEPT);
        torrents = new Assortment(this::executeCommand, KEPT, swarm);
        torrents.add(source);
    }

    private interface Change {
        void apply() throws Exception;
    }

    private void assertKept(Change change) throws Exception {
        Map<Integer, Map<String, String>> before = torrents.state();
        TorrentSession session = swarm.running(KEPT);
        long sent = sent();
        try (EventLog events = EventLog.ofSession(context, KEPT)) {
            change.apply();

            Await.until("restart", () -> swarm.running(KEPT) != session);
            torrents.awaitState(before);
            assertThat(torrents.ids()).containsExactlyElementsOf(before.keySet());
            assertTold(events, before.keySet().stream().toList());
        }
        assertThat(sent()).as("bytes sent by the source").isEqualTo(sent);
        assertThat(StateFiles.torrents(swarm.state(KEPT))).isEqualTo(before.size());
        StateFiles.awaitNothingElse(swarm.state(KEPT));
    }

    private long sent() throws InterruptedException {
        return swarm.running("source").statuses().stream()
                .mapToLong(TorrentStatus::allTimeUpload)
                .sum();
    }

    /** Of each torrent, it is told once that it was added, and of none that it was removed or downloaded. */
    private static void assertTold(EventLog events, List<Integer> ids) throws Exception {
        Await.until("all are told of", () -> events.all(AlertType.TORRENT_ADDED).size() >= ids.size());
        assertThat(events.all(AlertType.TORRENT_ADDED))
                .extracting(event -> (Integer) event.getProperty(AlertTopics.TORRENT))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(events.all(AlertType.TORRENT_REMOVED)).isEmpty();
        assertThat(events.all(AlertType.TORRENT_FINISHED))
                .extracting((Event event) -> event.getProperty("downloaded"))
                .doesNotContain(true);
    }

    @Test
    public void theBundleIsRestartedRefreshedAndUpdated() throws Exception {
        for (String change : List.of("restart", "refresh", "update")) {
            assertKept(() -> executeCommand("bundle:" + change + " org.torrentxt.impl"));
        }
    }

    @Test
    public void theConfigurationIsDeletedAndCreatedAgain() throws Exception {
        assertKept(() -> {
            swarm.deconfigure(KEPT);
            swarm.session(KEPT);
        });
    }

    @Test
    public void theSessionIsRenamed() throws Exception {
        String byName = ""; // below Karaf's folder, named after the session
        swarm.session("former", Map.of("state.dir", byName));
        Assortment ofFormer = new Assortment(this::executeCommand, "former", swarm);
        ofFormer.add(source);
        Map<Integer, Map<String, String>> before = ofFormer.state();

        swarm.configure("former", Map.of("state.dir", byName, "name", "latter"));

        swarm.running("latter");
        assertThat(swarm.isRunning("former")).isFalse();
        new Assortment(this::executeCommand, "latter", swarm).awaitState(before);
        Path sessions = Path.of(System.getProperty("karaf.base"), "torrentxt", "sessions");
        assertThat(sessions.resolve("former")).doesNotExist();
        StateFiles.awaitNothingElse(sessions.resolve("latter"));
    }

    @Test
    public void karafIsRestartedAndTheSessionUsesAnotherKindOfDiskIo() throws Exception {
        // without which memory-mapped files are refused
        Map<String, String> environment = Map.of(
                "LD_PRELOAD",
                Path.of(System.getProperty("java.home"), "lib", "libjsig.so").toString());
        try (OtherKaraf other = new OtherKaraf(swarm.folder("other-karaf"))) {
            other.configure("restarted", Map.of());
            other.start(environment);
            Assortment theirs = new Assortment(other::enter, "restarted", swarm);
            theirs.add(source);
            Map<Integer, Map<String, String>> before = theirs.state();
            long sent = sent();

            other.stop();
            other.start(environment);
            theirs.awaitState(before);

            other.configure("restarted", Map.of("disk.io", "mmap"));
            Await.until(
                    "other disk I/O",
                    () -> other.enter("torrent:session --json --session restarted")
                            .contains("\"diskIo\":\"mmap\""));
            theirs.awaitState(before);
            assertThat(theirs.ids()).containsExactlyElementsOf(before.keySet());
            assertThat(sent()).as("bytes sent by the source").isEqualTo(sent);
            other.stop();
            StateFiles.awaitNothingElse(other.state("restarted"));
        }
    }

    @Test
    public void aFolderInUseByAnotherProcessIsRefusedAndTakenOnceItIsFree() throws Exception {
        Map<Integer, Map<String, String>> before = torrents.state();
        Map<String, String> same =
                Map.of("name", KEPT, "state.dir", swarm.state(KEPT).toString());
        try (OtherKaraf other = new OtherKaraf(swarm.folder("other-karaf"))) {
            other.configure("theirs", same);
            other.start();

            assertRefused(other, "session '" + KEPT + "'");
            swarm.deconfigure(KEPT);

            Await.until(
                    "start in the other process",
                    () -> other.enter("torrent:sessions").contains(KEPT));
            Assortment theirs = new Assortment(other::enter, KEPT, swarm);
            theirs.awaitState(before);

            swarm.configure(KEPT, Map.of());
            Await.until("refusal", () -> failure() != null);
            assertThat(failure()).contains("in use", "process ", "session '" + KEPT + "'");
            other.kill();
            swarm.running(KEPT);
            torrents.awaitState(before);
        }
    }

    private static void assertRefused(OtherKaraf karaf, String holder) throws Exception {
        Callable<String> doctor = () -> karaf.enter("torrent:doctor --json");
        Await.until("refusal", () -> doctor.call().contains("is in use"));
        assertThat(doctor.call())
                .contains("state.dir", "process " + ProcessHandle.current().pid(), holder)
                .contains("checks failed");
    }

    private String failure() throws InterruptedException {
        return awaitService(TorrentEngine.class).failedSessions().get(KEPT);
    }
}
