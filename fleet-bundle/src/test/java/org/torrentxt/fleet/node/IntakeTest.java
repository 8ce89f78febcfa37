package org.torrentxt.fleet.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.SharedNotices;
import org.torrentxt.fleet.board.Subject;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.SignedBytes;
import org.torrentxt.fleet.statement.StatementId;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;

/** What a node says about the statements that it finds on the board. */
class IntakeTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final DhtKeyPair OTHERS = DhtKeyPair.fromSeed("cd".repeat(32));
    private static final String MAPS = new StatementId("maps", KEYS.publicKey()).text();

    @TempDir
    Path folder;

    private final Board board = new SharedNotices().join(InetAddress.getLoopbackAddress());
    private final List<String> logged = new ArrayList<>();
    private Statements statements;
    private Intake intake;
    private int seen;

    @BeforeEach
    void start() {
        statements = new Statements(folder.resolve("own"), judge(KEYS));
        intake = new Intake(statements, logged::add);
    }

    // As another node has stated it.
    private byte[] maps(DhtKeyPair keys, long sequence) {
        Statements others = new Statements(folder.resolve("other" + seen++), judge(keys));
        DeployTorrent content = DeployTorrent.builder("maps", InfoHashes.of(new InfoHash("07".repeat(20))))
                .build();
        byte[] stated = {};
        for (long i = 0; i < sequence; i++) {
            stated = others.state(keys, "maps", Optional.of(content)).bytes().write();
        }
        return stated;
    }

    private static Judge judge(DhtKeyPair trusted) {
        return new Judge("alps", List.of(new TrustedKey(trusted.publicKey(), List.of(Path.of("/srv/maps")))));
    }

    private Map<String, byte[]> posted() {
        return board.read(Subject.STATEMENTS, SignedBytes.MAX_LENGTH);
    }

    private void show(byte[] statement) {
        board.post(Subject.STATEMENTS, MAPS, statement);
        intake.exchange(board);
    }

    @Test
    void oneThatIsReplacedIsNoNews() {
        show(maps(KEYS, 1));
        assertThat(statements.all()).hasSize(1);
        statements.state(KEYS, "maps", Optional.empty());
        intake.exchange(board); // shows what this node has not replaced there yet
        intake.exchange(board);
        assertThat(logged).isEmpty();
        assertThat(posted().get(MAPS)).isEqualTo(statements.all().get(0).bytes().write());
    }

    @Test
    void oneThatComesBackIsReportedOnce() {
        show(maps(KEYS, 2));
        show(maps(KEYS, 1));
        assertThat(logged).isEmpty();
        show(maps(KEYS, 1));
        show(maps(KEYS, 1));
        assertThat(logged)
                .containsExactly("Fleet: statement " + MAPS
                        + " is refused: it is older: it has sequence number 1, and this node has accepted 2");
        assertThat(statements.all().get(0).sequence()).isEqualTo(2);
    }

    @Test
    void othersAreReportedAtOnce() {
        String key = new StatementId("maps", OTHERS.publicKey()).text();
        board.post(Subject.STATEMENTS, key, maps(OTHERS, 1));
        intake.exchange(board);
        intake.exchange(board);
        assertThat(logged)
                .hasSize(1)
                .allMatch(line -> line.contains("is refused") && line.contains("does not trust key"));
        assertThat(posted()).containsOnlyKeys(key);
    }
}
