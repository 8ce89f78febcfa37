package org.torrentxt.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.fleet.board.SharedNotices;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.fleet.event.FleetEvents;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.network.SiteLimit;

/**
 * Two sites of three nodes, and one with the origin; each node has an address of its own, whose third byte is its site, and
 * a limit for what it sends to other sites.
 */
class SitesTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final List<String> ADDRESSES =
            List.of("127.0.9.1", "127.0.1.1", "127.0.1.2", "127.0.1.3", "127.0.2.1", "127.0.2.2", "127.0.2.3");
    private static final List<Integer> SITES = List.of(1, 2);
    private static final int SIZE = 12_000_000;
    private static final int SITE_RATE = 2_000_000; // bytes per second, to other sites
    private static final double MAX_COPIES = 1.5; // two without gateways; the benchmark counts exactly

    @TempDir
    Path folder;

    private final List<EngineSession> sessions = new ArrayList<>();
    private final List<FleetLoop> fleets = new ArrayList<>();
    private final List<Statements> statements = new ArrayList<>();
    private final SharedNotices notices = new SharedNotices();

    // by node, from an address and port
    private final List<Map<Endpoint, Long>> received = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        for (int node = 0; node < ADDRESSES.size(); node++) {
            Files.createDirectories(served(node));
            received.add(new HashMap<>());
            sessions.add(session(node));
            fleets.add(fleet(node));
        }
    }

    @AfterEach
    void stop() {
        fleets.forEach(FleetLoop::close);
        sessions.forEach(EngineSession::close);
    }

    private Path served(int node) {
        return folder.resolve("node" + node).resolve("served");
    }

    private static int site(InetAddress address) {
        return address.getAddress()[2];
    }

    private static int site(int node) {
        return site(Endpoint.address(ADDRESSES.get(node)));
    }

    private EngineSession session(int node) {
        Map<String, Object> settings = Map.of(
                "listen_interfaces",
                ADDRESSES.get(node) + ":0",
                "outgoing_interfaces",
                ADDRESSES.get(node),
                "enable_dht",
                false,
                "close_redundant_connections", // otherwise peers leave with what was not looked at yet
                false);
        SiteLimit limit = new SiteLimit(List.of(Rule.parse("127.0." + site(node) + ".0/24", false)), SITE_RATE);
        EngineOptions options =
                new EngineOptions("node" + node, NetworkMode.LOCAL, false, folder.resolve("node" + node), settings);
        return EngineSession.start(options.limitedBy(limit), Set.of(), alert -> {});
    }

    private FleetLoop fleet(int node) {
        FleetOptions options = FleetOptions.of(new ConfigurationValues(Map.of(
                "name", "node" + node,
                "bind.address", ADDRESSES.get(node),
                "labels", "site=site" + site(node),
                "trust", KEYS.publicKey() + ":" + served(node))));
        Statements accepted = new Statements(
                folder.resolve("node" + node).resolve("fleet"), new Judge(options.cluster(), options.trust()));
        statements.add(accepted);
        FleetLoop fleet = new FleetLoop(
                options,
                accepted,
                new FleetEvents(options.cluster(), Clock.systemUTC(), List.of(), event -> {}),
                () -> notices.join(options.address()),
                () -> Optional.of(sessions.get(node)),
                Optional.empty());
        fleet.start();
        return fleet;
    }

    private InfoHashes seeded() throws Exception {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("node0").resolve("maps.bin"), bytes);
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(file).build())
                .join()
                .content();
        Torrent torrent =
                sessions.get(0).add(AddTorrent.torrentBytes(created).build()).torrent();
        Wait.until("seeding", () -> torrent.status().orElseThrow().isSeeding());
        return torrent.infoHashes();
    }

    private boolean isComplete() {
        boolean isComplete = true;
        for (int node = 0; node < sessions.size(); node++) {
            Map<Endpoint, Long> from = received.get(node);
            List<Torrent> torrents = sessions.get(node).torrents();
            for (Torrent torrent : torrents) {
                torrent.peers().forEach(peer -> from.merge(peer.endpoint(), peer.totalDown(), Math::max));
            }
            isComplete &= sessions.get(node).statuses().stream().anyMatch(status -> status.isSeeding());
        }
        return isComplete;
    }

    // All that its nodes have received, but what was seen to come from each other.
    private double copiesFromElsewhere(int site) {
        long bytes = 0;
        for (int node = 0; node < sessions.size(); node++) {
            if (site(node) == site) {
                bytes += sessions.get(node).status().totalDownload();
                bytes -= received.get(node).entrySet().stream()
                        .filter(from -> site(from.getKey().address()) == site)
                        .mapToLong(Map.Entry::getValue)
                        .sum();
            }
        }
        return (double) bytes / SIZE;
    }

    private double copiesFromTheOrigin() {
        return (double) sessions.get(0).status().totalUpload() / SIZE;
    }

    @Test
    void eachSiteFetchesItOnceAndItsNodesFromEachOther() throws Exception {
        Wait.until(
                "nodes",
                () -> fleets.stream()
                        .allMatch(fleet -> fleet.nodes().size() == ADDRESSES.size()
                                && fleet.nodes().stream().allMatch(node -> node.listenPort() > 0)));
        InfoHashes maps = seeded();
        statements.get(0).deploy(KEYS, DeployTorrent.builder("maps", maps).build());
        Wait.until("complete", this::isComplete);
        for (int site : SITES) {
            // a busy session answers with what it has counted before
            Wait.until("counted", () -> isComplete() && copiesFromElsewhere(site) >= 1);
            assertThat(copiesFromElsewhere(site)).as("site " + site).isLessThanOrEqualTo(MAX_COPIES);
        }
        for (EngineSession session : sessions.subList(1, sessions.size())) {
            assertThat(session.torrents().get(0).flags())
                    .contains(TorrentFlag.DISABLE_PEX, TorrentFlag.DISABLE_DHT, TorrentFlag.DISABLE_LSD);
        }
        Wait.until("counted", () -> copiesFromTheOrigin() >= 1);
        assertThat(copiesFromTheOrigin()).as("copies that the origin has sent").isLessThanOrEqualTo(2 * MAX_COPIES);
    }
}
