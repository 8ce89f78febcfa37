package org.torrentxt.impl.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrentxt.impl.fixture.AlertAssertions.assertAlert;
import static org.torrentxt.impl.fixture.AlertAssertions.assertFailure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.AlertsDropped;
import org.torrentxt.api.alert.DhtBootstrap;
import org.torrentxt.api.alert.DhtImmutableItem;
import org.torrentxt.api.alert.DhtMutableItem;
import org.torrentxt.api.alert.DhtPut;
import org.torrentxt.api.alert.FileCompleted;
import org.torrentxt.api.alert.FileRenamed;
import org.torrentxt.api.alert.ListenFailed;
import org.torrentxt.api.alert.ListenSucceeded;
import org.torrentxt.api.alert.MetadataReceived;
import org.torrentxt.api.alert.PeerConnect;
import org.torrentxt.api.alert.PeerDisconnected;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.ResumeDataReady;
import org.torrentxt.api.alert.ScrapeFailed;
import org.torrentxt.api.alert.ScrapeReply;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentDeleted;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.api.alert.TorrentResumed;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;

/** Each kind of alert is provoked, and has all the properties that its events promise. */
class AlertsTest {
    private static final int SIZE = 500_000;
    private static final int ADDRESS_IN_USE = 98;
    // libtorrent's own numbers
    private static final int TORRENT_FINISHED = 98;
    private static final int TRACKER_FAILURE = 173;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @Test
    void ofADownloadByMagnetFromAddingToRemoving() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession leecher = sessions.leecher(folder);
        AlertLog log = leecher.alerts();
        Torrent torrent = leecher.session().add(seed.magnet().build()).torrent();
        log.await(FileCompleted.class, alert -> alert.file() == 4);
        log.await(TorrentFinished.class);
        torrent.pause();
        log.await(TorrentPaused.class);
        torrent.resume();
        log.await(TorrentResumed.class);
        byte[] resume = Wait.answer(torrent.saveResumeData());
        torrent.recheck();
        log.awaitCount(TorrentChecked.class, 2); // the first was told when the metadata had come
        Path elsewhere = folder.resolve("elsewhere");
        torrent.moveStorage(elsewhere);
        log.await(StorageMoved.class);
        torrent.remove(true);
        log.await(TorrentDeleted.class);

        assertAlert(log.await(TorrentAdded.class), "torrentAdded", 1, leecher, torrent)
                .isEqualTo(Map.of("torrentName", "content"));
        assertAlert(log.await(MetadataReceived.class), "metadataReceived", 2, leecher, torrent)
                .isEqualTo(Map.of("torrentName", "content"));
        int pieces = seed.created().numPieces();
        assertThat(log.all().stream()
                        .filter(PieceFinished.class::isInstance)
                        .limit(pieces)) // the recheck tells all again
                .extracting(alert -> alert.details().get("piece"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, pieces).boxed().toList());
        assertAlert(log.await(PieceFinished.class), "pieceFinished", 3, leecher, torrent)
                .containsOnlyKeys("piece");
        Path downloads = Sessions.downloads(folder);
        assertAlert(log.await(TorrentFinished.class), "torrentFinished", 4, leecher, torrent)
                .isEqualTo(Map.of(
                        "downloaded",
                        true,
                        "path",
                        downloads.toString(),
                        "content",
                        downloads.resolve("content").toString()));
        StateChanged state = log.await(StateChanged.class, alert -> alert.state() == TorrentState.DOWNLOADING);
        assertAlert(state, "stateChanged", 6, leecher, torrent)
                .isEqualTo(Map.of(
                        "state", 3, "stateName", "downloading", "prevState", 7, "prevStateName", "checking resume"));
        assertThat(log.typesOf(torrent.id())).isNotEmpty();
        assertThat(log.all())
                .filteredOn(alert -> alert.torrent() == torrent.id())
                .allSatisfy(alert -> assertThat(alert.properties())
                        .as(alert.type().alertName())
                        .containsEntry("torrentName", "content"));
        assertThat(log.statesOf(torrent.id()))
                .startsWith(
                        TorrentState.FETCHING_METADATA,
                        TorrentState.CHECKING_RESUME,
                        TorrentState.DOWNLOADING,
                        TorrentState.FINISHED,
                        TorrentState.SEEDING);
        assertAlert(log.await(ResumeDataReady.class), "resumeDataReady", 9, leecher, torrent)
                .containsOnlyKeys("resumeData")
                .hasEntrySatisfying("resumeData", bytes -> assertThat(bytes).isEqualTo(resume));
        assertAlert(log.await(TorrentRemoved.class), "torrentRemoved", 11, leecher, torrent)
                .isEmpty();
        assertAlert(log.await(TorrentPaused.class), "torrentPaused", 15, leecher, torrent)
                .isEmpty();
        assertAlert(log.await(TorrentResumed.class), "torrentResumed", 16, leecher, torrent)
                .isEmpty();
        assertAlert(log.await(FileCompleted.class, alert -> alert.file() == 2), "fileCompleted", 17, leecher, torrent)
                .isEqualTo(Map.of("file", 2, "piece", 2));
        assertAlert(log.await(StorageMoved.class), "storageMoved", 19, leecher, torrent)
                .containsEntry("path", elsewhere.toString())
                .containsEntry("oldPath", Sessions.downloads(folder).toString())
                .containsOnlyKeys("path", "oldPath", "message")
                .hasEntrySatisfying("message", text -> assertThat((String) text).contains(elsewhere.toString()));
        assertAlert(log.await(TorrentChecked.class), "torrentChecked", 1041, leecher, torrent)
                .isEmpty();
        assertAlert(log.await(TorrentDeleted.class), "torrentDeleted", 1035, leecher, torrent)
                .isEmpty();
        assertThat(log.typesOf(torrent.id()))
                .containsSubsequence(
                        AlertType.TORRENT_ADDED,
                        AlertType.METADATA_RECEIVED,
                        AlertType.PIECE_FINISHED,
                        AlertType.TORRENT_FINISHED,
                        AlertType.TORRENT_PAUSED,
                        AlertType.TORRENT_RESUMED,
                        AlertType.RESUME_DATA_READY,
                        AlertType.TORRENT_CHECKED,
                        AlertType.STORAGE_MOVED,
                        AlertType.TORRENT_REMOVED,
                        AlertType.TORRENT_DELETED);
    }

    @Test
    void ofTrackers() {
        LocalTracker tracker = sessions.use(LocalTracker.start());
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, Map.of("ssrf_mitigation", false));
        Torrent torrent = seed.seeding();
        AlertLog log = seed.session().alerts();
        torrent.addTracker(tracker.url(), 0);
        assertAlert(log.await(TrackerReply.class), "trackerReply", 7, seed.session(), torrent)
                .isEqualTo(Map.of("tracker", tracker.url(), "numPeers", 0));
        torrent.scrape();
        assertAlert(log.await(ScrapeReply.class), "scrapeReply", 21, seed.session(), torrent)
                .isEqualTo(Map.of("tracker", tracker.url(), "numComplete", 3, "numIncomplete", 2, "numPeers", 5));
        tracker.failWith("closed");
        torrent.scrape();
        ScrapeFailed scrape = log.await(ScrapeFailed.class);
        assertFailure(
                assertAlert(scrape, "scrapeFailed", 1014, seed.session(), torrent),
                TRACKER_FAILURE,
                Map.of("tracker", tracker.url()));
        torrent.reannounce();
        TrackerError error = log.await(TrackerError.class);
        assertFailure(
                assertAlert(error, "trackerError", 8, seed.session(), torrent),
                TRACKER_FAILURE,
                Map.of("tracker", tracker.url()));
        assertThat(error.failure().message()).contains("closed");
        assertThat(log.typesOf(torrent.id()))
                .containsSubsequence(
                        AlertType.TORRENT_ADDED,
                        AlertType.TRACKER_ANNOUNCE,
                        AlertType.TRACKER_REPLY,
                        AlertType.SCRAPE_REPLY,
                        AlertType.SCRAPE_FAILED,
                        AlertType.TRACKER_ANNOUNCE,
                        AlertType.TRACKER_ERROR);
    }

    @Test
    void ofPortsThatOpenAndDoNot() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String endpoint = "127.0.0.1:" + taken.getLocalPort();
            LocalSession local = sessions.start(
                    "ports",
                    folder,
                    Map.of(
                            "listen_interfaces",
                            endpoint + ",127.0.0.2:0",
                            "max_retry_port_bind",
                            0,
                            "listen_system_port_fallback",
                            false));
            String opened = "127.0.0.2:" + local.endpoint().port();
            for (String socket : List.of("tcp", "utp")) {
                assertAlert(
                                local.alerts()
                                        .await(
                                                ListenSucceeded.class,
                                                alert -> alert.socketType().equals(socket)),
                                "listenSucceeded",
                                13,
                                local,
                                null)
                        .isEqualTo(Map.of("endpoint", opened, "socketType", socket));
            }
            assertFailure(
                    assertAlert(local.alerts().await(ListenFailed.class), "listenFailed", 14, local, null),
                    ADDRESS_IN_USE,
                    Map.of("endpoint", endpoint, "socketType", "tcp"));
        }
    }

    @Test
    void ofTheDht() {
        LocalSession first = sessions.start("dht-0", folder);
        List<LocalSession> others = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            LocalSession node = sessions.start(
                    "dht-" + i,
                    folder,
                    Map.of("dht_bootstrap_nodes", first.endpoint().toString()));
            Wait.until("it knows others", () -> node.session().dht().status().nodes() > 0);
            others.add(node);
        }
        LocalSession one = others.get(0);
        LocalSession two = others.get(1);
        // one that knows no router has no start to tell of, but when its DHT is switched on again
        others.get(2).session().settings().set("enable_dht", false);
        others.get(2).session().settings().set("enable_dht", true);
        assertAlert(others.get(2).alerts().await(DhtBootstrap.class), "dhtBootstrap", 12, others.get(2), null)
                .isEmpty();

        byte[] value = "a value".getBytes(StandardCharsets.UTF_8);
        byte[] salt = "salt".getBytes(StandardCharsets.UTF_8);
        DhtTarget target = Wait.answer(one.session().dht().putImmutable(value));
        Wait.answer(two.session().dht().getImmutable(target));
        DhtPut put = one.alerts().await(DhtPut.class);
        assertAlert(put, "dhtPut", 24, one, null)
                .containsOnlyKeys("target", "numSuccess")
                .containsEntry("target", target.hex());
        assertThat((int) put.details().get("numSuccess")).isBetween(1, 3);
        assertAlert(two.alerts().await(DhtImmutableItem.class), "dhtImmutableItem", 22, two, null)
                .containsOnlyKeys("target", "value")
                .containsEntry("target", target.hex())
                .containsEntry("value", value);

        DhtKeyPair keys = DhtKeyPair.generate();
        Wait.answer(one.session().dht().putMutable(keys, salt, value));
        Wait.answer(two.session().dht().getMutable(keys.publicKey(), salt));
        DhtPut signed =
                one.alerts().await(DhtPut.class, alert -> alert.publicKey().isPresent());
        assertAlert(signed, "dhtPut", 24, one, null)
                .containsOnlyKeys("numSuccess", "publicKey", "signature", "salt", "seq")
                .containsEntry("publicKey", keys.publicKey().hex())
                .containsEntry("salt", salt)
                .containsEntry("seq", 1L);
        assertAlert(
                        two.alerts().await(DhtMutableItem.class, DhtMutableItem::authoritative),
                        "dhtMutableItem",
                        23,
                        two,
                        null)
                .containsOnlyKeys("publicKey", "value", "seq", "signature", "salt", "authoritative")
                .containsEntry("publicKey", keys.publicKey().hex())
                .containsEntry("seq", signed.seq())
                .containsEntry("authoritative", true)
                .containsEntry("value", value)
                .containsEntry("salt", salt)
                .containsEntry("signature", signed.signature());
        assertThat(signed.signature()).hasSize(64);
    }

    @Test
    void ofPeersAndRenamedFiles() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        String endpoint = seed.session().endpoint().toString();
        assertAlert(leecher.alerts().await(PeerConnect.class), "peerConnect", 1023, leecher, torrent)
                .isEqualTo(Map.of("endpoint", endpoint, "direction", "out"));
        assertThat(seed.session().alerts().await(PeerConnect.class).direction()).isEqualTo("in");
        leecher.alerts().await(TorrentFinished.class);
        assertFailure(
                assertAlert(leecher.alerts().await(PeerDisconnected.class), "peerDisconnected", 1024, leecher, torrent),
                TORRENT_FINISHED,
                Map.of("endpoint", endpoint));
        torrent.renameFile(0, "content/other.bin");
        assertAlert(leecher.alerts().await(FileRenamed.class), "fileRenamed", 1007, leecher, torrent)
                .containsOnlyKeys("file", "path", "message")
                .containsEntry("file", 0)
                .containsEntry("path", "content/other.bin");
    }

    @Test
    void whatNobodyWantsIsNotRaisedUntilSomebodyDoes() {
        Set<AlertType> wanted = EnumSet.of(AlertType.TORRENT_FINISHED);
        Seed seed = sessions.seed(folder, 3_000_000, TorrentFormat.V1, Map.of("upload_rate_limit", 50_000));
        LocalSession leecher =
                sessions.use(LocalSession.startListeningTo(wanted, "leecher", Sessions.downloads(folder)));
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        Wait.until("pieces are here", () -> torrent.pieces().cardinality() > 5);
        assertThat(AlertKinds.mask(wanted) & AlertKinds.mask(EnumSet.of(AlertType.PIECE_FINISHED)))
                .as("the engine's mask has no category of pieces")
                .isEqualTo(AlertKinds.mask(wanted))
                .isNotEqualTo(AlertKinds.mask(EnumSet.of(AlertType.PIECE_FINISHED)));
        assertThat(leecher.session().counters().get("ses.num_piece_passed")).isGreaterThan(5);
        assertThat(leecher.session().counters()).doesNotContainKey("alerts.pieceFinished");
        assertThat(leecher.alerts().all()).isEmpty();

        leecher.session().setWanted(EnumSet.of(AlertType.TORRENT_FINISHED, AlertType.PIECE_FINISHED));
        leecher.alerts().await(PieceFinished.class);
        assertThat(leecher.session().counters().get("alerts.pieceFinished")).isPositive();
        seed.session().session().settings().set("upload_rate_limit", 0);
        leecher.alerts().await(TorrentFinished.class);
    }

    @Test
    void whatAFloodOfAlertsWashedAwayIsToldAndMadeUpFor() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession local = sessions.start("flood", Sessions.downloads(folder), Map.of("alert_queue_size", 100));
        List<AddTorrent> requests = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> new InfoHash(String.format("%040x", i)))
                .map(hash -> AddTorrent.infoHash(hash).paused().build())
                .toList();
        List<Torrent> torrents = local.session().addAll(requests).stream()
                .map(stage -> Wait.answer(stage).torrent())
                .toList();
        InfoHash v1 = seed.created().infoHashes().v1().orElseThrow();
        Torrent fetching =
                local.session().add(AddTorrent.infoHash(v1).started().build()).torrent();

        local.alerts().hold();
        torrents.get(0).resume();
        Wait.until("the thread that takes the alerts is held", local.alerts()::isHolding);
        List<CompletionStage<byte[]>> resumeData =
                torrents.stream().map(Torrent::saveResumeData).toList();
        fetching.connectPeer(seed.session().endpoint());
        Wait.until("metadata is there", () -> fetching.status().orElseThrow().hasMetadata());
        assertThat(fetching.infoHashes().v2()).isEmpty();
        local.alerts().release();

        // those before it tell of the adding
        AlertsDropped dropped = local.alerts()
                .await(AlertsDropped.class, alert -> alert.dropped().containsKey("resumeDataReady"));
        assertAlert(dropped, "alertsDropped", 1095, local, null).containsOnlyKeys("kinds", "count");
        assertThat((String[]) dropped.details().get("kinds")).contains("metadataReceived", "resumeDataReady");
        assertThat(local.session().status().alertsDropped()).isPositive();
        assertThat(resumeData)
                .allSatisfy(stage -> assertThat(Wait.answer(stage)).isNotEmpty());
        InfoHash v2 = seed.created().infoHashes().v2().orElseThrow();
        Wait.until(
                "it is found by what its metadata told",
                () -> local.session().find(v2).filter(fetching::equals).isPresent());
        assertThat(local.session().statuses()).hasSize(torrents.size() + 1);
    }
}
