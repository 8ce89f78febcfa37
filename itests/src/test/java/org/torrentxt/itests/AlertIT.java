package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.service.event.Event;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.FileCompleted;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.status.TorrentState;

/**
 * Each of the seed's 24 alerts is provoked, and is an event with all of its properties, in its place among the others;
 * except {@code resumeDataFailed}, which nothing in the API provokes for a torrent that is there.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class AlertIT extends SwarmTestSupport {
    private static final int MIB = 1024 * 1024;

    private static final int NOT_A_DIRECTORY = 20;
    private static final int NO_SPACE_LEFT = 28;
    private static final int ADDRESS_IN_USE = 98;
    // libtorrent's own numbers
    private static final int MISMATCHING_FILE_SIZE = 134;
    private static final int TRACKER_FAILURE = 173;

    /** Connections, announces and the like, which arrive at any time. */
    private static final int FIRST_OF_OTHER_KINDS = 1_000;

    private static final String RAISED = "alerts.pieceFinished";
    private static final String PASSED = "ses.num_piece_passed";

    private CreatedTorrent create(TorrentFormat format) throws Exception {
        return create(format, Map.of("a.bin", MIB, "b.bin", MIB / 2 + 1));
    }

    private CreatedTorrent create(TorrentFormat format, Map<String, Integer> files) throws Exception {
        return swarm.create(Content.write(swarm.folder("content"), files), format);
    }

    private static <T> T answer(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The torrent's events of the seed's kinds in their order: the name, and the number that some are about. */
    private static List<String> story(EventLog events, Torrent torrent) {
        return events.all().stream()
                .filter(event -> event.getProperty(AlertTopics.TORRENT).equals(torrent.id()))
                .filter(event -> (Integer) event.getProperty(AlertTopics.CODE) < FIRST_OF_OTHER_KINDS)
                .map(AlertIT::nameAndNumber)
                .toList();
    }

    private static String nameAndNumber(Event event) {
        String name = (String) event.getProperty(AlertTopics.NAME);
        return switch (name) {
            case "pieceFinished" -> name + " " + event.getProperty("piece");
            case "fileCompleted" -> name + " " + event.getProperty("file");
            case "stateChanged" -> name + " " + event.getProperty("prevState") + "-" + event.getProperty("state");
            default -> name;
        };
    }

    @Test
    public void ofADownloadFromItsMagnetLinkToItsRemoval() throws Exception {
        CreatedTorrent created = create(TorrentFormat.HYBRID);
        TorrentSession seeder = swarm.session("seeder");
        Swarm.seed(seeder, created);
        try (EventLog events = EventLog.ofSession(context, "leecher")) {
            TorrentSession leecher = swarm.session("leecher");
            Torrent torrent = Swarm.leech(leecher, created, seeder);
            await("end of the download", () -> torrent.status().orElseThrow().isSeeding());
            torrent.pause();
            events.await(AlertType.TORRENT_PAUSED);
            torrent.resume();
            events.await(AlertType.TORRENT_RESUMED);
            byte[] resumeData = answer(torrent.saveResumeData());
            torrent.moveStorage(swarm.folder("moved"));
            events.await(AlertType.STORAGE_MOVED);
            torrent.remove(true);
            events.await(AlertType.TORRENT_DELETED);

            assertToldOnce(events, leecher, torrent);
            ExpectedEvent.of(9, "resumeDataReady", leecher, torrent)
                    .with("resumeData", resumeData)
                    .isTheOnlyOneOf(events);
            assertNumbered(events, leecher, torrent);
            assertDownloadInOrder(story(events, torrent), created);
        }
    }

    private void assertToldOnce(EventLog events, TorrentSession session, Torrent torrent) {
        ExpectedEvent.of(1, "torrentAdded", session, torrent)
                .with("torrentName", "content")
                .isTheOnlyOneOf(events);
        ExpectedEvent.of(2, "metadataReceived", session, torrent)
                .with("torrentName", "content")
                .isTheOnlyOneOf(events);
        ExpectedEvent.of(4, "torrentFinished", session, torrent)
                .with("downloaded", true)
                .with("path", swarm.folder("leecher").toString())
                .with("content", swarm.folder("leecher").resolve("content").toString())
                .isTheOnlyOneOf(events);
        ExpectedEvent.of(11, "torrentRemoved", session, torrent).isTheOnlyOneOf(events);
        ExpectedEvent.of(15, "torrentPaused", session, torrent).isTheOnlyOneOf(events);
        ExpectedEvent.of(16, "torrentResumed", session, torrent).isTheOnlyOneOf(events);
        ExpectedEvent.of(19, "storageMoved", session, torrent)
                .with("path", swarm.folder("moved").toString())
                .with("oldPath", swarm.folder("leecher").toString())
                .withText("message")
                .isTheOnlyOneOf(events);
    }

    /** Asserts events that occur many times, in any order. */
    private static void assertNumbered(EventLog events, TorrentSession session, Torrent torrent) {
        assertThat(events.all(AlertType.STATE_CHANGED))
                .allSatisfy(event -> ExpectedEvent.of(6, "stateChanged", session, torrent)
                        .with(
                                "prevState",
                                TorrentState.of((Integer) event.getProperty("prevState"))
                                        .code())
                        .with(
                                "state",
                                TorrentState.of((Integer) event.getProperty("state"))
                                        .code())
                        .withText("prevStateName")
                        .withText("stateName")
                        .is(event));
        assertThat(events.all(AlertType.PIECE_FINISHED))
                .allSatisfy(event -> ExpectedEvent.of(3, "pieceFinished", session, torrent)
                        .with("piece", ((PieceFinished) event.getProperty(AlertTopics.ALERT)).piece())
                        .is(event));
        assertThat(events.all(AlertType.FILE_COMPLETED)).allSatisfy(event -> {
            int file = ((FileCompleted) event.getProperty(AlertTopics.ALERT)).file();
            ExpectedEvent.of(17, "fileCompleted", session, torrent)
                    .with("file", file)
                    .with("piece", file)
                    .is(event);
        });
    }

    /** States by libtorrent's numbers: 7 checking resume data, 2 metadata, 3 downloading, 4 finished, 5 seeding. */
    private static void assertDownloadInOrder(List<String> story, CreatedTorrent created) {
        int begin = story.indexOf("stateChanged 7-3");
        int end = story.indexOf("stateChanged 3-4");
        assertThat(story.subList(0, begin))
                .containsExactly("torrentAdded", "stateChanged 7-2", "metadataReceived", "stateChanged 2-7");
        assertThat(story.subList(end, story.size()))
                .containsExactly(
                        "stateChanged 3-4",
                        "torrentFinished",
                        "stateChanged 4-5",
                        "torrentPaused",
                        "torrentResumed",
                        "resumeDataReady",
                        "storageMoved",
                        "torrentRemoved");
        List<String> ofFirst = pieces(0, MIB / created.pieceLength());
        List<String> ofSecond = pieces(ofFirst.size(), created.numPieces());
        assertThat(story.subList(0, story.indexOf("fileCompleted 0"))).containsAll(ofFirst);
        assertThat(story.subList(0, story.indexOf("fileCompleted 1"))).containsAll(ofSecond);
        assertThat(story.subList(begin + 1, end))
                .containsAll(ofFirst)
                .containsAll(ofSecond)
                .contains("fileCompleted 0", "fileCompleted 1")
                .hasSize(created.numPieces() + 2);
    }

    private static List<String> pieces(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(piece -> "pieceFinished " + piece)
                .toList();
    }

    @Test
    public void ofATrackerThatAnswersAndThenRefuses() throws Exception {
        CreatedTorrent created = create(TorrentFormat.V1);
        try (var http = new LocalHttp();
                EventLog events = EventLog.ofSession(context, "seeder")) {
            String tracker = http.url("/announce");
            http.answer("/announce", "d8:completei3e10:incompletei2e8:intervali1700e5:peers6:\u007f\0\0\1\0\1e");
            http.answer("/scrape", "d5:filesd20:" + digest(created) + "d8:completei3e10:incompletei2eeee");
            // which forbids scrapes on this host
            TorrentSession seeder = swarm.session("seeder", Map.of("setting.ssrf_mitigation", "false"));
            Torrent torrent = Swarm.seed(seeder, created);
            torrent.addTracker(tracker, 0);
            events.await(AlertType.TRACKER_REPLY);
            torrent.scrape();
            events.await(AlertType.SCRAPE_REPLY);
            http.answer("/announce", "d14:failure reason6:closede");
            torrent.reannounce();
            events.await(AlertType.TRACKER_ERROR);

            ExpectedEvent.of(7, "trackerReply", seeder, torrent)
                    .with("tracker", tracker)
                    .with("numPeers", 1)
                    .isTheOnlyOneOf(events);
            ExpectedEvent.of(21, "scrapeReply", seeder, torrent)
                    .with("tracker", tracker)
                    .with("numComplete", 3)
                    .with("numIncomplete", 2)
                    .with("numPeers", 5)
                    .isTheOnlyOneOf(events);
            ExpectedEvent.of(8, "trackerError", seeder, torrent)
                    .with("tracker", tracker)
                    .withFailure(TRACKER_FAILURE)
                    .isTheOnlyOneOf(events);
            assertThat(events.await(AlertType.TRACKER_ERROR).getProperty("message"))
                    .asString()
                    .contains("closed");
            assertThat(story(events, torrent)).endsWith("trackerReply", "scrapeReply", "trackerError");
            assertThat(events.namesOf(torrent.id()))
                    .containsSubsequence(
                            "torrentAdded",
                            "trackerAnnounce",
                            "trackerReply",
                            "scrapeReply",
                            "trackerAnnounce",
                            "trackerError");
        }
    }

    private static String digest(CreatedTorrent created) {
        return new String(created.infoHashes().v1().orElseThrow().bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    public void ofAFullDisk() throws Exception {
        CreatedTorrent created = create(TorrentFormat.V1);
        TorrentSession seeder = swarm.session("seeder");
        Swarm.seed(seeder, created);
        Path file = Files.createDirectories(swarm.folder("leecher/content")).resolve("a.bin");
        try (EventLog events = EventLog.ofSession(context, "leecher")) {
            TorrentSession leecher = swarm.session("leecher");
            Torrent torrent = leecher.add(
                            AddTorrent.torrentBytes(created.content()).paused().build())
                    .torrent();
            Files.createSymbolicLink(file, Path.of("/dev/full")); // with which it would not have been added
            torrent.connectPeer(Swarm.endpoint(seeder));
            torrent.resume();
            Event failed = events.await(AlertType.FILE_ERROR);

            ExpectedEvent.of(18, "fileError", leecher, torrent)
                    .with("file", file.toString())
                    .withFailure(NO_SPACE_LEFT)
                    .is(failed);
            assertThat(story(events, torrent)).containsSubsequence("torrentAdded", "stateChanged 7-3", "fileError");
            // existing content is still served
            await("upload mode", () -> torrent.flags().contains(TorrentFlag.UPLOAD_MODE));
        }
    }

    @Test
    public void ofAFileInPlaceOfTheFolderWhichStopsThatTorrentAlone() throws Exception {
        CreatedTorrent created = create(TorrentFormat.V2);
        TorrentSession seeder = swarm.session("seeder");
        Swarm.seed(seeder, created);
        Path inTheWay = Files.createDirectories(swarm.folder("leecher")).resolve("content");
        Files.writeString(inTheWay, "in the way");
        try (EventLog events = EventLog.ofSession(context, "leecher")) {
            TorrentSession leecher = swarm.session("leecher");
            Torrent torrent = Swarm.leech(leecher, created, seeder);
            Event stopped = events.await(AlertType.TORRENT_ERROR);

            Event failed = events.await(AlertType.FILE_ERROR);
            ExpectedEvent.of(18, "fileError", leecher, torrent)
                    .withText("file")
                    .withFailure(NOT_A_DIRECTORY)
                    .is(failed);
            assertThat((String) failed.getProperty("file")).startsWith(inTheWay + "/");
            ExpectedEvent.of(5, "torrentError", leecher, torrent)
                    .withFailure(NOT_A_DIRECTORY)
                    .isTheOnlyOneOf(events);
            assertThat(story(events, torrent)).containsSubsequence("metadataReceived", "fileError", "torrentError");
            assertThat(torrent.status().orElseThrow().error()).isEqualTo(stopped.getProperty("errorMessage"));
            assertThat(leecher.isPaused()).isFalse();
        }
        assertThat(inTheWay).hasContent("in the way");
    }

    @Test
    public void ofResumeDataThatDoesNotFit() throws Exception {
        CreatedTorrent created = create(TorrentFormat.V1);
        byte[] resumeData = answer(Swarm.seed(swarm.session("seeder"), created).saveResumeData());
        Path file = created.savePath().resolve("content/a.bin");
        Files.write(file, new byte[1_000]);
        try (EventLog events = EventLog.ofSession(context, "leecher")) {
            TorrentSession leecher = swarm.session("leecher");
            Torrent torrent = leecher.add(AddTorrent.resumeData(resumeData)
                            .savePath(created.savePath())
                            .build())
                    .torrent();
            events.await(AlertType.TORRENT_CHECKED);

            ExpectedEvent.of(20, "fastresumeRejected", leecher, torrent)
                    .with("file", file.toString())
                    .withFailure(MISMATCHING_FILE_SIZE)
                    .isTheOnlyOneOf(events);
            // 1 is checking: what the resume data did not save it from
            assertThat(story(events, torrent)).startsWith("torrentAdded", "fastresumeRejected", "stateChanged 7-1");
        }
    }

    @Test
    public void ofAPortInUseAndOneThatOpens() throws Exception {
        try (var occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EventLog events = EventLog.ofSession(context, "third")) {
            String inUse = "127.0.0.1:" + occupied.getLocalPort();
            TorrentSession third = swarm.session(
                    "third",
                    Map.of(
                            "listen.interfaces", inUse + ",127.0.0.2:0",
                            "setting.max_retry_port_bind", "0",
                            "setting.listen_system_port_fallback", "false"));
            events.await(
                    AlertType.LISTEN_SUCCEEDED,
                    event -> event.getProperty("socketType").equals("utp"));

            ExpectedEvent.of(14, "listenFailed", third)
                    .with("endpoint", inUse)
                    .with("socketType", "tcp")
                    .withFailure(ADDRESS_IN_USE)
                    .isTheOnlyOneOf(events);
            String opened = "127.0.0.2:" + third.listenPort();
            assertThat(events.all(AlertType.LISTEN_SUCCEEDED)).hasSize(2);
            ExpectedEvent.of(13, "listenSucceeded", third)
                    .with("endpoint", opened)
                    .with("socketType", "tcp")
                    .is(events.all(AlertType.LISTEN_SUCCEEDED).get(0));
            ExpectedEvent.of(13, "listenSucceeded", third)
                    .with("endpoint", opened)
                    .with("socketType", "utp")
                    .is(events.all(AlertType.LISTEN_SUCCEEDED).get(1));
            assertThat(third.listenEndpoints()).extracting(Endpoint::toString).containsExactly(opened);
        }
    }

    @Test
    public void ofTheDht() throws Exception {
        String router = "127.0.0.1:" + swarm.session("router").listenPort();
        Map<String, String> keys = Map.of("dht.bootstrap.nodes", router);
        try (EventLog writing = EventLog.ofSession(context, "writer");
                EventLog reading = EventLog.ofSession(context, "reader");
                EventLog starting = EventLog.ofSession(context, "starter")) {
            TorrentSession writer = swarm.session("writer", keys);
            TorrentSession reader = swarm.session("reader", keys);
            TorrentSession starter = swarm.session("starter", keys);
            for (TorrentSession session : List.of(writer, reader, starter)) {
                await("nodes", () -> session.dht().status().nodes() > 0);
            }
            assertImmutable(writer, writing, reader, reading);
            assertMutable(writer, writing, reader, reading);
            // without a router, the DHT reports no bootstrap until it is enabled again
            starter.settings().set("enable_dht", false);
            starter.settings().set("enable_dht", true);
            starting.await(AlertType.DHT_BOOTSTRAP);
            ExpectedEvent.of(12, "dhtBootstrap", starter).isTheOnlyOneOf(starting);
        }
    }

    private static void assertImmutable(
            TorrentSession writer, EventLog writing, TorrentSession reader, EventLog reading) throws Exception {
        byte[] value = "a value".getBytes(StandardCharsets.UTF_8);
        DhtTarget target = answer(writer.dht().putImmutable(value));
        Event put = writing.await(AlertType.DHT_PUT);
        assertThat((Integer) put.getProperty("numSuccess")).isBetween(1, 3);
        ExpectedEvent.of(24, "dhtPut", writer)
                .with("target", target.hex())
                .with("numSuccess", put.getProperty("numSuccess"))
                .isTheOnlyOneOf(writing);
        assertThat(answer(reader.dht().getImmutable(target))).isPresent();
        reading.await(AlertType.DHT_IMMUTABLE_ITEM);
        ExpectedEvent.of(22, "dhtImmutableItem", reader)
                .with("target", target.hex())
                .with("value", value)
                .isTheOnlyOneOf(reading);
    }

    private static void assertMutable(TorrentSession writer, EventLog writing, TorrentSession reader, EventLog reading)
            throws Exception {
        byte[] value = "another".getBytes(StandardCharsets.UTF_8);
        byte[] salt = {0, 1, -1};
        DhtKeyPair pair = DhtKeyPair.generate();
        DhtPutResult stored = answer(writer.dht().putMutable(pair, salt, value));
        MutableItem item =
                answer(reader.dht().getMutable(pair.publicKey(), salt)).orElseThrow();
        Event put = writing.await(AlertType.DHT_PUT, event -> event.containsProperty("publicKey"));
        ExpectedEvent.of(24, "dhtPut", writer)
                .with("publicKey", pair.publicKey().hex())
                .with("salt", salt)
                .with("seq", 1L)
                .with("signature", item.signature())
                .with("numSuccess", stored.numNodes())
                .is(put);
        Event found = reading.await(
                AlertType.DHT_MUTABLE_ITEM,
                event -> event.getProperty("authoritative").equals(true));
        ExpectedEvent.of(23, "dhtMutableItem", reader)
                .with("publicKey", pair.publicKey().hex())
                .with("value", value)
                .with("salt", salt)
                .with("seq", 1L)
                .with("signature", item.signature())
                .with("authoritative", true)
                .is(found);
        List<Event> answers = reading.all(AlertType.DHT_MUTABLE_ITEM);
        assertThat(answers.get(answers.size() - 1)).isSameAs(found);
    }

    @Test
    public void whatNobodyListensToIsNotRaisedBeforeNorAfterwards() throws Exception {
        CreatedTorrent created = create(TorrentFormat.V1, Map.of("a.bin", 4 * MIB));
        TorrentSession seeder = swarm.session("seeder", Map.of("upload.rate.limit", 200_000));
        Swarm.seed(seeder, created);
        TorrentSession leecher = swarm.session("leecher");
        Torrent torrent = Swarm.leech(leecher, created, seeder);
        awaitPieces(leecher, 5);
        assertThat(counter(leecher, RAISED)).as("raised before").isZero();

        try (EventLog pieces = EventLog.ofSession(context, "leecher", AlertType.PIECE_FINISHED)) {
            pieces.await(AlertType.PIECE_FINISHED);
            await("second event", () -> pieces.all().size() > 1);
            assertThat(counter(leecher, RAISED)).as("raised now").isGreaterThan(1);
        }
        // the answer arrives after everything raised before
        long raised = counter(leecher, RAISED);
        awaitPieces(leecher, counter(leecher, PASSED) + 5);
        assertThat(counter(leecher, RAISED)).as("raised afterwards").isEqualTo(raised);
        assertThat(torrent.status().orElseThrow().isFinished()).isFalse();
    }

    private static void awaitPieces(TorrentSession session, long count) throws Exception {
        await("pieces", () -> counter(session, PASSED) >= count);
    }

    private static long counter(TorrentSession session, String name) {
        return session.status().counters().getOrDefault(name, 0L);
    }
}
