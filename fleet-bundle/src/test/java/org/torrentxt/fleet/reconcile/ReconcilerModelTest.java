package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.Member;
import org.torrentxt.fleet.board.Subject;
import org.torrentxt.fleet.node.Intake;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.SignedBytes;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.StatementId;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/**
 * Nodes that are stopped and started in any order, a board that loses, keeps and replays what is posted, and deployments
 * stated anywhere: once it is quiet, each node has what was stated last, and what others have added is still there.
 */
class ReconcilerModelTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final List<String> NAMES = List.of("maps", "firmware", "rules");
    private static final List<String> SITES = List.of("basel", "zug");
    private static final int STEPS = 150;

    @TempDir
    Path folder;

    private final Map<StatementId, Statement> last = new TreeMap<>(); // what all nodes are to end with

    /** Loses, and brings back what was posted before, as an attacker would. */
    private static final class LossyBoard implements Board {
        private final Random random;
        private final Map<String, byte[]> notices = new HashMap<>();
        private final List<Map.Entry<String, byte[]>> history = new ArrayList<>();
        private boolean isQuiet;

        LossyBoard(Random random) {
            this.random = random;
        }

        void disturb() {
            if (random.nextInt(4) == 0) {
                notices.clear();
            }
            if (!history.isEmpty()) {
                Map.Entry<String, byte[]> old = history.get(random.nextInt(history.size()));
                notices.put(old.getKey(), old.getValue());
                notices.put("x" + random.nextInt(3), old.getValue());
                byte[] changed = old.getValue().clone();
                changed[random.nextInt(changed.length)] ^= 1;
                notices.put(history.get(0).getKey(), changed);
            }
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public List<Member> members() {
            return List.of();
        }

        @Override
        public Map<String, byte[]> read(Subject subject, int maxLength) {
            return isQuiet || random.nextBoolean() ? Map.copyOf(notices) : Map.of();
        }

        @Override
        public void post(Subject subject, String key, byte[] notice) {
            assertThat(notice.length).isLessThanOrEqualTo(SignedBytes.MAX_LENGTH);
            if (isQuiet || random.nextBoolean()) {
                notices.put(key, notice);
                history.add(Map.entry(key, notice));
            }
        }

        @Override
        public void remove(Subject subject, String key) {
            notices.remove(key);
        }

        @Override
        public void close() {
            // nothing to do
        }
    }

    /** A node; what is restarted forgets everything but its files and its session. */
    private final class Node {
        final Map<String, String> labels;
        final FakeSession session = new FakeSession("default");
        private final Path state;
        private final Judge judge;
        private Statements statements;
        private Intake intake;
        private Reconciler reconciler;

        Node(int number) throws Exception {
            labels = Map.of("site", SITES.get(number % SITES.size()));
            state = folder.resolve("state" + number);
            Path served = Files.createDirectories(folder.resolve("served" + number));
            judge = new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(served))));
            session.onAdd(this::added);
            session.put(status(1, hash(0), Map.of())); // of somebody else
            restart();
        }

        private Torrent added(AddTorrent request) {
            String magnet = ((AddTorrent.Magnet) request.source()).uri();
            InfoHashes hashes = InfoHashes.of(new InfoHash(magnet.substring(20, 60)));
            assertThat(session.find(hashes.best().orElseThrow()))
                    .as("already added")
                    .isEmpty();
            int id = 2 + session.requests().size();
            session.put(status(id, hashes, request.attributes()));
            return session.find(id).orElseThrow();
        }

        private TorrentStatus status(int id, InfoHashes hashes, Map<String, String> attributes) {
            return StatusBuilder.status(id).build().toBuilder()
                    .infoHashes(hashes)
                    .attributes(attributes)
                    .isSeeding(false)
                    .error("")
                    .build();
        }

        void restart() {
            statements = new Statements(state, judge);
            intake = new Intake(statements);
            reconciler = new Reconciler(statements, labels, System::nanoTime);
        }

        void step(Board board) {
            intake.exchange(board);
            reconciler.step(Optional.of(session), List.of());
        }

        void finish(Random random, boolean all) {
            session.statuses().stream()
                    .filter(status -> all || random.nextBoolean())
                    .forEach(status ->
                            session.put(status.toBuilder().isSeeding(true).build()));
        }

        Set<InfoHashes> has() {
            return session.statuses().stream().map(TorrentStatus::infoHashes).collect(Collectors.toSet());
        }
    }

    private static InfoHashes hash(int version) {
        return InfoHashes.of(new InfoHash("%02x".formatted(version).repeat(20)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void onceItIsQuietEachNodeHasWhatWasStatedLast(long seed) throws Exception {
        Random random = new Random(seed);
        LossyBoard board = new LossyBoard(random);
        List<Node> nodes = List.of(new Node(0), new Node(1), new Node(2));
        for (int i = 1; i <= STEPS; i++) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            switch (random.nextInt(6)) {
                case 0 -> state(node, random, i);
                case 1 -> node.restart();
                case 2 -> node.finish(random, false);
                case 3 -> board.disturb();
                default -> node.step(board);
            }
        }
        board.isQuiet = true;
        board.notices.clear();
        for (int i = 0; i < 6; i++) {
            for (Node node : nodes) {
                node.step(board);
                node.finish(random, true);
            }
        }

        List<Deployment> stated = last.values().stream()
                .flatMap(each -> each.deployment().stream())
                .toList();
        for (Node node : nodes) {
            assertThat(deployments(node)).isEqualTo(stated);
            Set<InfoHashes> wanted = new HashSet<>(Set.of(hash(0)));
            stated.stream()
                    .map(Deployment::content)
                    .filter(content -> Plan.isFor(content, node.labels))
                    .forEach(content -> wanted.add(content.infoHashes()));
            assertThat(node.has()).isEqualTo(wanted);
        }
        assertThat(nodes.stream()
                        .mapToInt(node -> node.session.requests().size())
                        .sum())
                .isPositive();
    }

    private static List<Deployment> deployments(Node node) {
        return node.statements.all().stream()
                .flatMap(each -> each.deployment().stream())
                .toList();
    }

    private void note(Statement stated) {
        last.merge(stated.id(), stated, (former, other) -> other.bytes().replaces(former.bytes()) ? other : former);
    }

    private void state(Node node, Random random, int version) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        boolean isThere = deployments(node).stream()
                .anyMatch(each -> each.content().name().equals(name));
        if (isThere && random.nextInt(3) == 0) {
            note(node.statements.state(KEYS, name, Optional.empty()));
            return;
        }
        note(node.statements.state(
                KEYS,
                name,
                Optional.of(DeployTorrent.builder(name, hash(version))
                        .labels(
                                random.nextBoolean()
                                        ? Map.of()
                                        : Map.of("site", SITES.get(random.nextInt(SITES.size()))))
                        .build())));
    }
}
