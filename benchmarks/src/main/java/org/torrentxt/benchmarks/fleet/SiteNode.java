package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.node.Intake;
import org.torrentxt.fleet.node.NodeReport;
import org.torrentxt.fleet.node.Nodes;
import org.torrentxt.fleet.reconcile.Reconciler;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** A node with a session of its own: what the service of the fleet does once a second, with another board. */
final class SiteNode {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final int PORT = 6_881;
    private static final String CLUSTER = "benchmark";

    private final String name;
    private final Map<String, String> labels;
    private final EngineSession session;
    private final Statements statements;
    private final Intake intake;
    private final Reconciler reconciler;
    private final Board board;
    private final Nodes nodes;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "node");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts one.
     *
     * @param address that it alone has
     * @param folder for its files
     * @param notices the folder of the board
     * @param settings that override those of {@code network=lan} without uTP
     */
    SiteNode(String site, String address, Path folder, Path notices, Map<String, Object> settings) throws IOException {
        name = "node-" + address;
        labels = Map.of("site", site);
        Path served = Files.createDirectories(folder.resolve("served"));
        Map<String, Object> all = new HashMap<>(Map.of("enable_outgoing_utp", false));
        all.putAll(settings);
        all.put("listen_interfaces", address + ":" + PORT);
        all.put("outgoing_interfaces", address);
        session = EngineSession.start(
                new EngineOptions(name, NetworkMode.LAN, false, folder, all), Set.of(), alert -> {});
        statements = new Statements(
                folder.resolve("statements"),
                new Judge(CLUSTER, List.of(new TrustedKey(KEYS.publicKey(), List.of(served)))));
        intake = new Intake(statements);
        reconciler = new Reconciler(statements, labels, System::nanoTime);
        board = new FolderBoard(notices, name, Endpoint.address(address));
        nodes = new Nodes(board);
        executor.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            intake.exchange(board);
            List<NodeDeployment> deployments = reconciler.step(Optional.of(session), nodes.known());
            nodes.exchange(
                    new NodeReport(name, labels, session.listenEndpoints().isEmpty() ? 0 : PORT, deployments),
                    Optional.empty());
        } catch (RuntimeException e) {
            System.err.println(name + ": " + e);
        }
    }

    /** True if it sees so many nodes, all of which accept peers. */
    boolean sees(int count) {
        return nodes.known().stream().filter(node -> node.listenPort() > 0).count() == count;
    }

    /** Seeds what is complete in that folder, and has all nodes fetch it. */
    void deploy(Path torrent, Path content) throws IOException {
        Torrent seeded = session.add(AddTorrent.torrentBytes(Files.readAllBytes(torrent))
                        .savePath(content)
                        .started()
                        .seed()
                        .set(TorrentFlag.DISABLE_LSD) // as fleet:deploy does
                        .build())
                .torrent();
        statements.deploy(
                KEYS, DeployTorrent.builder("content", seeded.infoHashes()).build());
        executor.execute(this::look);
    }

    /** True once it has all of it. */
    boolean isComplete() {
        return session.statuses().stream().anyMatch(TorrentStatus::isSeeding);
    }

    /** Content that it has sent, in bytes; a second late. */
    long sent() {
        return session.torrents().stream()
                .flatMap(torrent -> torrent.status().stream())
                .mapToLong(TorrentStatus::allTimeUpload)
                .sum();
    }
}
