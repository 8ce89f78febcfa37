package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.MetadataReceived;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/** Transfers between sessions of one Karaf, using only their services, and the events of these transfers. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class TransferIT extends SwarmTestSupport {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final Map<String, Integer> SIXTY_FOUR_MIB = Map.of(
            "film.bin",
            40 * MIB,
            "extras/making of.bin",
            15 * MIB + 17,
            "extras/stills/ü.bin",
            9 * MIB - 17 - 3,
            "readme.txt",
            3);
    private static final Map<String, Integer> TWO_MIB = Map.of("a.bin", MIB, "b.bin", MIB);

    private TorrentSession seeder;
    private TorrentSession leecher;

    @Before
    public void startSessions() throws Exception {
        seeder = swarm.session("seeder");
        leecher = swarm.session("leecher");
    }

    private CreatedTorrent seeding(Map<String, Integer> content) throws Exception {
        CreatedTorrent created = swarm.create(Content.write(swarm.folder("content"), content), TorrentFormat.HYBRID);
        Swarm.seed(seeder, created);
        return created;
    }

    private void assertSameFiles() {
        assertThat(Content.hashes(swarm.folder("leecher/content")))
                .isNotEmpty()
                .isEqualTo(Content.hashes(swarm.folder("content")));
    }

    @Test
    public void aMagnetBringsAllFilesAndItsEventsTellHow() throws Exception {
        CreatedTorrent created = seeding(SIXTY_FOUR_MIB);
        Instant start = Instant.now();
        try (EventLog events = EventLog.ofSession(context, "leecher")) {
            Torrent torrent = Swarm.leech(leecher, created, seeder);
            events.await(AlertType.TORRENT_FINISHED);

            assertSameFiles();
            assertComplete(torrent, created);
            assertThat(events.namesOf(torrent.id()))
                    .startsWith("torrentAdded")
                    .containsSubsequence(
                            "torrentAdded", "metadataReceived", "stateChanged", "pieceFinished", "torrentFinished");
            assertThat(events.all()).allSatisfy(event -> assertCommonProperties(event, start));
            assertThat(events.all())
                    .filteredOn(event -> event.getProperty(AlertTopics.TORRENT).equals(torrent.id()))
                    .allSatisfy(event -> assertHashes(event, created));
            assertOwnProperties(events, created);
        }
    }

    private static void assertComplete(Torrent torrent, CreatedTorrent created) {
        TorrentStatus status = torrent.status().orElseThrow();
        assertThat(status.totalSize()).isEqualTo(64L * MIB).isEqualTo(created.totalSize());
        assertThat(status.totalDone()).isEqualTo(status.totalSize());
        assertThat(status.piecesDone()).isEqualTo(created.numPieces());
        assertThat(torrent.files())
                .hasSize(SIXTY_FOUR_MIB.size())
                .allSatisfy(file -> assertThat(file.progress()).isEqualTo(file.size()))
                .extracting(FileInfo::path)
                .contains("content/extras/stills/ü.bin");
    }

    private static void assertCommonProperties(Event event, Instant start) {
        var alert = (Alert) event.getProperty(AlertTopics.ALERT);
        assertThat(event.getTopic()).isEqualTo(AlertTopics.PREFIX + event.getProperty(AlertTopics.NAME));
        assertThat(event.getProperty(AlertTopics.NAME)).isEqualTo(alert.type().alertName());
        assertThat(event.getProperty(AlertTopics.CODE)).isEqualTo(alert.type().code());
        assertThat(event.getProperty(AlertTopics.SESSION)).isEqualTo("leecher").isEqualTo(alert.session());
        assertThat(event.getProperty(AlertTopics.TORRENT)).isEqualTo(alert.torrent());
        assertThat((Long) event.getProperty(AlertTopics.TIMESTAMP))
                .isBetween(start.toEpochMilli(), Instant.now().toEpochMilli())
                .isEqualTo(alert.timestamp().toEpochMilli());
    }

    private static void assertHashes(Event event, CreatedTorrent created) {
        assertThat(event.getProperty(AlertTopics.INFO_HASH_V1))
                .as(event.getTopic())
                .isEqualTo(created.infoHashes().v1().orElseThrow().hex());
        assertThat(event.getProperty(AlertTopics.INFO_HASH_V2))
                .as(event.getTopic())
                .isEqualTo(created.infoHashes().v2().orElseThrow().hex());
    }

    private static void assertOwnProperties(EventLog events, CreatedTorrent created) throws InterruptedException {
        assertThat(events.await(AlertType.TORRENT_ADDED).getProperty("torrentName"))
                .isInstanceOf(String.class);
        assertThat(events.await(AlertType.METADATA_RECEIVED).getProperty("torrentName"))
                .isEqualTo("content");
        Event toDownloading = events.await(
                AlertType.STATE_CHANGED, event -> event.getProperty("state").equals(3));
        assertThat(TorrentState.of((Integer) toDownloading.getProperty("state")))
                .isEqualTo(TorrentState.DOWNLOADING);
        assertThat(toDownloading.getProperty("prevState")).isInstanceOf(Integer.class);
        assertThat(events.all(AlertType.PIECE_FINISHED))
                .extracting(event -> (Integer) event.getProperty("piece"))
                .doesNotHaveDuplicates()
                .hasSize(created.numPieces());
    }

    @Test
    public void aLateSubscriberGetsThePiecesThatFollow() throws Exception {
        CreatedTorrent created = seeding(TWO_MIB);
        seeder.settings().set("upload_rate_limit", 100_000);
        try (EventLog end = EventLog.ofSession(context, "leecher", AlertType.TORRENT_FINISHED)) {
            Torrent torrent = Swarm.leech(leecher, created, seeder);
            await("first piece", () -> !torrent.pieces().isEmpty());

            try (EventLog pieces = EventLog.ofSession(context, "leecher", AlertType.PIECE_FINISHED)) {
                int missed = torrent.pieces().cardinality();
                assertThat(missed).as("pieces before the subscription").isLessThan(created.numPieces());
                seeder.settings().set("upload_rate_limit", 0);
                end.await(AlertType.TORRENT_FINISHED);
                await(
                        "events of the pieces since",
                        () -> pieces.all(AlertType.PIECE_FINISHED).size() >= created.numPieces() - missed);
                assertThat(pieces.all())
                        .extracting(event -> (Integer) event.getProperty("piece"))
                        .doesNotHaveDuplicates();
            }
            assertThat(end.all()).hasSize(1);
        }
        assertSameFiles();
    }

    @Test
    public void aListenerGetsTheRecordsItNamesOnOneThread() throws Exception {
        CreatedTorrent created = seeding(TWO_MIB);
        BlockingQueue<Alert> alerts = new LinkedBlockingQueue<>();
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        var properties = new Hashtable<String, Object>();
        properties.put(AlertListener.SESSION, "leecher");
        properties.put(AlertListener.TYPES, new String[] {"metadataReceived", "pieceFinished", "torrentFinished"});
        ServiceRegistration<AlertListener> registration = context.registerService(
                AlertListener.class,
                alert -> {
                    threads.add(Thread.currentThread());
                    alerts.add(alert);
                },
                properties);
        try {
            Torrent torrent = Swarm.leech(leecher, created, seeder);

            Alert first = alerts.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(first).isInstanceOf(MetadataReceived.class);
            assertThat(((MetadataReceived) first).torrentName()).isEqualTo("content");
            for (int piece = 0; piece < created.numPieces(); piece++) {
                assertThat(alerts.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isInstanceOf(PieceFinished.class);
            }
            Alert last = alerts.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(last).isInstanceOf(TorrentFinished.class);
            assertThat(last.torrent()).isEqualTo(torrent.id());
            assertThat(last.infoHashes()).isEqualTo(created.infoHashes());
            assertThat(List.copyOf(threads)).containsOnly(threads.peek()).doesNotContain(Thread.currentThread());
        } finally {
            registration.unregister();
        }
    }

    @Test
    public void pausingResumingAndRemovingAreTold() throws Exception {
        CreatedTorrent created = seeding(TWO_MIB);
        Torrent torrent = seeder.find(created.infoHashes().best().orElseThrow()).orElseThrow();
        try (EventLog events = EventLog.ofSession(context, "seeder")) {
            torrent.pause();
            events.await(AlertType.TORRENT_PAUSED);
            assertThat(torrent.status())
                    .get()
                    .extracting(TorrentStatus::isPaused)
                    .isEqualTo(true);
            torrent.resume();
            events.await(AlertType.TORRENT_RESUMED);
            assertThat(torrent.status())
                    .get()
                    .extracting(TorrentStatus::isPaused)
                    .isEqualTo(false);
            torrent.remove(false);
            assertHashes(events.await(AlertType.TORRENT_REMOVED), created);

            assertThat(events.namesOf(torrent.id()))
                    .containsSubsequence("torrentPaused", "torrentResumed", "torrentRemoved");
        }
        assertThat(torrent.isValid()).isFalse();
        assertThat(seeder.torrents()).isEmpty();
        assertThat(swarm.folder("content")).isNotEmptyDirectory();
    }
}
