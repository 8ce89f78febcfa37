package org.torrentxt.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.fleet.cluster.Cluster;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.fleet.install.FakeFeatures;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** Three nodes with sessions of the engine, in two sites. */
final class ThreeNodes implements AutoCloseable {
    static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    static final List<String> SITES = List.of("zug", "basel", "basel");
    static final int SIZE = 3_000_000;

    private final Path folder;
    private final List<EngineSession> sessions = new ArrayList<>();
    private final List<FleetComponent> fleets = new ArrayList<>();
    private final List<FakeFeatures> features =
            Stream.generate(FakeFeatures::new).limit(SITES.size()).toList();
    private final Cluster cluster = new Cluster(SITES.size());

    /** Starts them. */
    ThreeNodes(Path folder) throws IOException {
        this.folder = folder;
        for (int i = 0; i < SITES.size(); i++) {
            Files.createDirectories(served(i));
            sessions.add(session(i));
            fleets.add(start(i));
        }
    }

    @Override
    public void close() {
        fleets.forEach(FleetComponent::stop);
        sessions.forEach(EngineSession::close);
    }

    /** Their sessions. */
    List<EngineSession> sessions() {
        return sessions;
    }

    /** Those that run, which a test may change. */
    List<FleetComponent> fleets() {
        return fleets;
    }

    /** What they have installed. */
    List<FakeFeatures> features() {
        return features;
    }

    /** The folder of a node. */
    Path folder(int node) {
        return folder.resolve("node" + node);
    }

    private Path served(int node) {
        return folder(node).resolve("served");
    }

    private EngineSession session(int node) {
        return EngineSession.start(
                new EngineOptions(
                        "node" + node,
                        NetworkMode.LOCAL,
                        false,
                        folder(node),
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false)),
                Set.of(),
                alert -> {});
    }

    FleetComponent start(int node) {
        String members = String.join(
                ",",
                IntStream.range(0, SITES.size())
                        .mapToObj(each -> "127.0.0.1:" + cluster.port(each))
                        .toList());
        FleetComponent fleet = new FleetComponent(
                Map.of(
                        "name", "node" + node,
                        "port", String.valueOf(cluster.port(node)),
                        "members", members,
                        "session", "node" + node,
                        "labels", "site=" + SITES.get(node),
                        "trust", KEYS.publicKey() + ":" + served(node),
                        "install.keys", KEYS.publicKey().hex()),
                folder(node).resolve("fleet"),
                () -> Optional.of(features.get(node)));
        fleet.addSession(sessions.get(node));
        fleet.start();
        return fleet;
    }

    InfoHashes seeded(int node, int content) throws Exception {
        byte[] bytes = new byte[SIZE];
        new Random(content).nextBytes(bytes);
        Path file = folder(node).resolve("maps.bin");
        Files.write(file, bytes);
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(file).build())
                .join()
                .content();
        Torrent torrent =
                sessions.get(node).add(AddTorrent.torrentBytes(created).build()).torrent();
        Wait.until("seeding", () -> torrent.status().orElseThrow().isSeeding());
        return torrent.infoHashes();
    }

    Path fetched(int node, long sequence) {
        String version = KEYS.publicKey().hex().substring(0, 16) + "-" + sequence + "-";
        return Optional.ofNullable(
                        served(node).resolve("maps").toFile().listFiles((folder, name) -> name.startsWith(version)))
                .flatMap(found -> Stream.of(found).findFirst())
                .map(File::toPath)
                .orElse(served(node))
                .resolve("maps.bin");
    }

    void awaitComplete(long sequence, int... nodes) throws Exception {
        byte[] expected = Files.readAllBytes(folder(0).resolve("maps.bin"));
        for (int node : nodes) {
            Wait.until(
                    "version " + sequence + " at node " + node,
                    () -> Files.exists(fetched(node, sequence))
                            && sessions.get(node).statuses().stream()
                                    .anyMatch(each -> each.isSeeding()
                                            && each.savePath()
                                                    .equals(fetched(node, sequence)
                                                            .getParent())));
            assertThat(fetched(node, sequence)).hasBinaryContent(expected);
        }
    }

    void awaitNodes(int count) throws Exception {
        Wait.until(
                "nodes",
                () -> fleets.stream()
                        .allMatch(fleet -> fleet.nodes().size() == count
                                && fleet.nodes().stream().allMatch(node -> node.listenPort() > 0)));
    }

    static Optional<DeploymentState> state(FleetComponent seenBy, String node) {
        return seenBy.nodes().stream()
                .filter(each -> each.name().equals(node))
                .flatMap(each -> each.deployments().stream())
                .map(each -> each.state())
                .findFirst();
    }
}
