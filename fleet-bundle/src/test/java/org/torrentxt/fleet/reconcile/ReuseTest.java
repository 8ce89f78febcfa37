package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Stages;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** A node that has a version fetches of the next one what is new, on sessions of the engine. */
class ReuseTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final int FILES = 10;
    private static final int SIZE = 300_000;
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final List<Alert> alerts = new CopyOnWriteArrayList<>(); // of the node
    private Path served;
    private EngineSession origin;
    private EngineSession session;
    private Statements statements;
    private Reconciler reconciler;

    @BeforeEach
    void start() throws Exception {
        served = Files.createDirectories(folder.resolve("served"));
        origin = session("origin");
        session = session("node");
        statements = new Statements(
                folder.resolve("state"), new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(served)))));
        reconciler = reconciler();
    }

    @AfterEach
    void stop() {
        reconciler.close();
        session.close();
        origin.close();
    }

    private Reconciler reconciler() {
        return new Reconciler(statements, Map.of(), clock::get);
    }

    private EngineSession session(String name) throws Exception {
        EngineSession started = EngineSession.start(
                new EngineOptions(
                        name,
                        NetworkMode.LOCAL,
                        false,
                        Files.createDirectories(folder.resolve(name)),
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false),
                        List.of(),
                        Optional.of(new EngineOptions.State(
                                folder.resolve(name + ".state"),
                                Duration.ofMinutes(1),
                                EngineOptions.State.STOP_TIMEOUT))),
                Set.of(AlertType.PIECE_FINISHED, AlertType.TORRENT_CHECKED, AlertType.TORRENT_FINISHED),
                name.equals("node") ? alerts::add : alert -> {});
        Wait.until("it listens", () -> !started.listenEndpoints().isEmpty());
        return started;
    }

    private static byte[] bytes(int content) {
        byte[] bytes = new byte[SIZE + content];
        new Random(content).nextBytes(bytes);
        return bytes;
    }

    /** Ten files, by their paths. */
    private static Map<String, byte[]> first() {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < FILES; i++) {
            files.put("lib/" + i + ".jar", bytes(i));
        }
        files.put("empty", new byte[0]);
        return files;
    }

    private Torrent seed(String name, TorrentFormat format, Map<String, byte[]> files) throws Exception {
        Path content = folder.resolve("origin").resolve(name);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = content.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(content).format(format).build())
                .join()
                .content();
        Torrent torrent = origin.add(AddTorrent.torrentBytes(created).build()).torrent();
        Wait.until("seeding", () -> torrent.status().orElseThrow().isSeeding());
        return torrent;
    }

    private Statement deploy(Torrent seeded, int keep) {
        return statements.deploy(
                KEYS,
                DeployTorrent.builder("maps", seeded.infoHashes()).keep(keep).build());
    }

    private void step() {
        clock.addAndGet(SECOND);
        reconciler.step(Optional.of(session), nodes());
    }

    private List<FleetNode> nodes() {
        List<NodeDeployment> complete = statements.all().stream()
                .map(each -> NodeDeployment.builder("maps", KEYS.publicKey(), each.sequence())
                        .state(DeploymentState.COMPLETE)
                        .percent(100)
                        .build())
                .toList();
        return List.of(
                FleetNode.builder("node", Endpoint.address("127.0.0.1"))
                        .isLocal(true)
                        .build(),
                FleetNode.builder("origin", Endpoint.address("127.0.0.1"))
                        .listenPort(origin.listenEndpoints().get(0).port())
                        .deployments(complete)
                        .build());
    }

    private Optional<TorrentStatus> fetched(Torrent seeded) {
        return session.find(seeded.infoHashes().best().orElseThrow()).flatMap(Torrent::status);
    }

    private TorrentStatus awaitFetched(Torrent seeded, Map<String, byte[]> files) throws Exception {
        Wait.until("fetched", () -> {
            step();
            return fetched(seeded)
                    .filter(status -> status.isSeeding() && !status.attributes().containsKey(Reuse.ATTRIBUTE))
                    .isPresent();
        });
        TorrentStatus status = fetched(seeded).orElseThrow();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(status.savePath().resolve(status.name()).resolve(file.getKey()))
                    .hasBinaryContent(file.getValue());
        }
        assertThat(status.flags())
                .doesNotContain(TorrentFlag.UPLOAD_MODE)
                .as("in the queue, as others")
                .contains(TorrentFlag.AUTO_MANAGED);
        return status;
    }

    /** The pieces that were fetched, and not found when the files were checked. */
    private Set<Integer> fetchedPieces(int torrent) throws Exception {
        List<Alert> ofTorrent = new ArrayList<>();
        Wait.until("finished", () -> {
            ofTorrent.clear();
            alerts.stream().filter(alert -> alert.origin().torrent() == torrent).forEach(ofTorrent::add);
            return !ofTorrent.isEmpty() && ofTorrent.get(ofTorrent.size() - 1) instanceof TorrentFinished;
        });
        Set<Integer> pieces = new TreeSet<>();
        for (Alert alert : ofTorrent) {
            if (alert instanceof TorrentChecked) {
                pieces.clear();
            } else if (alert instanceof PieceFinished finished) {
                pieces.add(finished.piece());
            }
        }
        return pieces;
    }

    /** The pieces that have bytes of a file. */
    private static Set<Integer> pieces(Torrent torrent, String path) {
        return torrent.files().stream()
                .filter(file -> file.path().endsWith("/" + path))
                .flatMap(file -> IntStream.range(file.firstPiece(), file.firstPiece() + file.pieceCount())
                        .boxed())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // Of all torrents: the sum of one misses what came just before the queue has stopped and started it.
    private long received() {
        return session.status().totalDownload();
    }

    // A busy session answers with what it has counted before.
    private long awaitReceived(long least) throws Exception {
        Wait.until("counted", () -> received() >= least);
        return received();
    }

    private static Map<String, byte[]> oneOfThemChanged() {
        Map<String, byte[]> files = first();
        files.put("lib/7.jar", bytes(100));
        return files;
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> found = Files.walk(served)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "HYBRID"})
    void onlyWhatHasChangedIsFetched(TorrentFormat format) throws Exception {
        Torrent old = seed("maps-1", format, first());
        deploy(old, 0);
        TorrentStatus former = awaitFetched(old, first());
        long before = awaitReceived((long) FILES * SIZE);
        assertThat(before).isLessThanOrEqualTo(2L * FILES * SIZE);

        Torrent next = seed("maps-2", format, oneOfThemChanged());
        deploy(next, 0);
        step();
        assertThat(fetched(next).orElseThrow().flags())
                .as("else the engine ends that by itself")
                .contains(TorrentFlag.UPLOAD_MODE)
                .doesNotContain(TorrentFlag.AUTO_MANAGED);
        TorrentStatus status = awaitFetched(next, oneOfThemChanged());
        assertThat(fetchedPieces(status.id())).isEqualTo(pieces(next, "lib/7.jar"));
        assertThat(awaitReceived(before + SIZE) - before).isLessThanOrEqualTo(2L * SIZE);
        Wait.until("the former one is removed", () -> {
            step();
            return !Files.exists(former.savePath().resolve(former.name()));
        });
    }

    @Test
    void filesAreFoundByTheirContentAndTheFormerVersionIsReturnedTo() throws Exception {
        Torrent old = seed("maps-1", TorrentFormat.V2, first());
        deploy(old, 1);
        step();
        assertThat(fetched(old).orElseThrow().attributes())
                .as("there is none to take from")
                .doesNotContainKey(Reuse.ATTRIBUTE);
        TorrentStatus former = awaitFetched(old, first());

        Map<String, byte[]> moved = new TreeMap<>();
        first().forEach((path, content) -> moved.put("other/" + path.replace("lib/", "x"), content));
        moved.put("other/copy", bytes(3));
        moved.put("new", new byte[] {1, 2, 3});
        Torrent next = seed("maps-2", TorrentFormat.V2, moved);
        deploy(next, 1);
        assertThat(fetchedPieces(awaitFetched(next, moved).id())).isEqualTo(pieces(next, "new"));
        statements.change(KEYS, "maps", Stages::rolledBack);
        step();
        assertThat(awaitFetched(old, first()).id()).as("at once").isEqualTo(former.id());
    }

    @Test
    void aFileThatHasChangedInPartIsFetchedInPart() throws Exception {
        byte[] large = new byte[4 * SIZE];
        new Random(1).nextBytes(large);
        Torrent old = seed("maps-1", TorrentFormat.HYBRID, Map.of("large", large, "small", bytes(1)));
        deploy(old, 0);
        awaitFetched(old, Map.of("large", large));

        byte[] changed = large.clone();
        changed[SIZE]++;
        Torrent next = seed("maps-2", TorrentFormat.HYBRID, Map.of("large", changed, "small", bytes(1)));
        deploy(next, 0);
        TorrentStatus status = awaitFetched(next, Map.of("large", changed));
        assertThat(fetchedPieces(status.id())).hasSize(1);
    }

    @Test
    void wrongBytesOfTheFormerVersionAreFetchedAndBothStayAsTheyAre() throws Exception {
        Torrent old = seed("maps-1", TorrentFormat.HYBRID, first());
        deploy(old, 1);
        TorrentStatus former = awaitFetched(old, first());
        Path damaged = former.savePath().resolve("maps-1/lib/3.jar");
        byte[] wrong = bytes(3);
        wrong[5]++;
        Files.write(damaged, wrong);

        Torrent next = seed("maps-2", TorrentFormat.HYBRID, oneOfThemChanged());
        deploy(next, 1);
        TorrentStatus status = awaitFetched(next, oneOfThemChanged());
        Set<Integer> expected = pieces(next, "lib/7.jar");
        expected.add(pieces(next, "lib/3.jar").iterator().next());
        assertThat(fetchedPieces(status.id())).isEqualTo(expected);
        assertThat(damaged).as("written by nobody").hasBinaryContent(wrong);
        Files.write(status.savePath().resolve("maps-2/lib/4.jar"), new byte[1]);
        assertThat(former.savePath().resolve("maps-1/lib/4.jar")).hasBinaryContent(bytes(4));
        step();
        assertThat(fetched(old)).as("kept").isPresent();
    }

    @Test
    void aNodeThatIsKilledInTheMidstBeginsAgain() throws Exception {
        Torrent old = seed("maps-1", TorrentFormat.HYBRID, first());
        deploy(old, 0);
        awaitFetched(old, first());

        Torrent next = seed("maps-2", TorrentFormat.HYBRID, oneOfThemChanged());
        Path place = Place.of(deploy(next, 0), List.of(served)).resolve("maps-2/lib");
        Files.createDirectories(place);
        Files.write(place.resolve("2.jar"), new byte[SIZE / 2]); // what was being written
        List<Reconciler> killed = new ArrayList<>();
        Wait.until("seen by another one", () -> {
            step();
            killed.add(reconciler);
            reconciler = reconciler();
            return killed.size() >= 5;
        });
        killed.forEach(Reconciler::close);
        session.close();
        session = session("node");
        TorrentStatus status = awaitFetched(next, oneOfThemChanged());
        assertThat(pieces(next, "lib/7.jar")).as("nothing else").containsAll(fetchedPieces(status.id()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void whatIsUndeployedInTheMidstLeavesNothing(int steps) throws Exception {
        Torrent old = seed("maps-1", TorrentFormat.HYBRID, first());
        deploy(old, 0);
        awaitFetched(old, first());
        deploy(seed("maps-2", TorrentFormat.HYBRID, oneOfThemChanged()), 0);
        for (int i = 0; i < steps; i++) {
            step();
        }
        statements.state(KEYS, "maps", Optional.empty());
        Wait.until("removed", () -> {
            step();
            return session.torrentCount() == 0 && left().isEmpty();
        });
    }
}
