package org.torrentxt.impl.engine.dht;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.DhtImmutableItem;
import org.torrentxt.api.alert.DhtMutableItem;
import org.torrentxt.api.alert.DhtPut;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtStatus;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.impl.fixture.LocalDht;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Items that the engine stores, on a DHT of 20 nodes. */
class EngineDhtTest {
    private static final int NODES = 20;
    private static final byte[] NO_SALT = {};

    private static LocalDht dht;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private final DhtKeyPair keys = DhtKeyPair.generate();

    @BeforeAll
    static void start(@TempDir Path folder) {
        dht = LocalDht.start(folder, NODES);
    }

    @AfterAll
    static void stop() {
        dht.close();
    }

    @Test
    void whenAllNodesAreLostRequestsEndWithATimeout() {
        LocalSession survivor = sessions.start("survivor", folder);
        try (LocalDht lost = LocalDht.start(folder, DhtLookup.NEAREST)) {
            lost.introduce(survivor);
            LocalDht.awaitNodes(survivor, DhtLookup.NEAREST);
        }
        Dht node = survivor.session().dht();
        MutableItem signed = MutableItem.sign(keys, NO_SALT, 1, new byte[1]);

        List<CompletionStage<?>> requests = List.of(
                node.putImmutable(new byte[1]),
                node.getImmutable(DhtTarget.of(new byte[1])),
                node.putMutable(signed, OptionalLong.empty()),
                node.getMutable(keys.publicKey(), NO_SALT));

        assertThat(requests)
                .extracting(request -> ((TorrentException) Wait.failure(request)).code())
                .containsOnly(ErrorCode.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, Dht.MAX_VALUE_LENGTH})
    void anImmutableItemIsFoundFromAnotherNode(int length) {
        byte[] value = "x".repeat(length).getBytes(UTF_8);

        DhtTarget target = Wait.answer(dht.node(1).putImmutable(value));
        ImmutableItem found = Wait.answer(dht.node(12).getImmutable(target)).orElseThrow();

        assertThat(found.value()).isEqualTo(value);
        assertThat(target).isEqualTo(DhtTarget.of(value));
        DhtPut put = dht.session(1)
                .alerts()
                .await(
                        DhtPut.class,
                        alert -> alert.target().filter(target::equals).isPresent());
        assertThat(put.numSuccess()).isEqualTo(DhtLookup.NEAREST);
        assertThat(dht.session(12)
                        .alerts()
                        .await(DhtImmutableItem.class, alert -> alert.target().equals(target))
                        .value())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "salt"})
    void versionsOfAMutableItemFollowOneAnother(String text) {
        byte[] salt = text.getBytes(UTF_8);
        for (int version = 1; version <= 3; version++) {
            DhtPutResult put = Wait.answer(dht.node(version).putMutable(keys, salt, new byte[] {(byte) version}));
            MutableItem found =
                    Wait.answer(dht.node(13).getMutable(keys.publicKey(), salt)).orElseThrow();

            assertThat(put.item().seq()).isEqualTo(version);
            assertThat(put.numNodes()).isEqualTo(DhtLookup.NEAREST);
            assertThat(found.value()).containsExactly(version);
            assertThat(found.seq()).isEqualTo(version);
            assertThat(found.signature()).isEqualTo(put.item().signature());
            assertThat(found.hasValidSignature()).isTrue();
        }
        assertThat(Wait.answer(dht.node(13).getMutable(keys.publicKey(), "other".getBytes(UTF_8))))
                .isEmpty();
        DhtMutableItem told = dht.session(13)
                .alerts()
                .await(DhtMutableItem.class, alert -> alert.publicKey().equals(keys.publicKey()) && alert.seq() == 3);
        assertThat(told.salt()).isEqualTo(salt);
    }

    @Test
    void aMissIsEmpty() {
        assertThat(Wait.answer(dht.node(2).getImmutable(new DhtTarget("ab".repeat(20)))))
                .isEmpty();
        assertThat(Wait.answer(dht.node(2).getMutable(keys.publicKey(), NO_SALT)))
                .isEmpty();
    }

    @Test
    void tellsItsNodesAndHowManyThereAre() {
        LocalDht.awaitNodes(dht.session(1), NODES - 1);

        DhtStatus status = dht.node(1).status();

        assertThat(status.running()).isTrue();
        assertThat(status.nodes()).isGreaterThanOrEqualTo(NODES - 1);
        assertThat(status.nodeCache()).isBetween(0, NODES);
        assertThat(status.globalNodes()).isBetween(NODES - 1L, NODES + 5L);
        assertThat(dht.session(1).session().status().dhtNodes()).isGreaterThanOrEqualTo(NODES - 1);

        dht.node(1).announce(new InfoHash("cd".repeat(20)), 1);
        Wait.until(
                "others keep the announced torrent",
                () -> IntStream.range(0, NODES)
                        .anyMatch(i -> dht.node(i).status().torrents() > 0));
    }

    @Test
    void refusesWhatTheDhtDoesNotTake() {
        Dht node = dht.node(0);
        assertThatThrownBy(() -> node.putImmutable(new byte[997])).hasMessageContaining("996");
        assertThatThrownBy(() -> node.putImmutable(new byte[0])).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> node.putMutable(keys, new byte[65], new byte[1]))
                .hasMessageContaining("64");
        assertThatThrownBy(() -> node.addBootstrapNode("127.0.0.1", 0)).hasMessageContaining("65535");
        assertThatThrownBy(() -> node.announce(new InfoHash("ab".repeat(20)), 65_536))
                .hasMessageContaining("65535");
    }

    @Test
    void refusesWhileDisabled() {
        LocalSession session = sessions.start("disabled", folder);
        session.session().settings().set("enable_dht", false);
        Dht node = session.session().dht();
        InfoHash hash = new InfoHash("ab".repeat(20));
        MutableItem item = MutableItem.sign(keys, NO_SALT, 1, new byte[1]);

        assertRefused(() -> node.putImmutable(new byte[1]));
        assertRefused(() -> node.getImmutable(item.target()));
        assertRefused(() -> node.putMutable(keys, NO_SALT, new byte[1]));
        assertRefused(() -> node.putMutable(item, OptionalLong.empty()));
        assertRefused(() -> node.getMutable(keys.publicKey(), NO_SALT));
        assertRefused(() -> node.announce(hash, 0));
        assertRefused(() -> node.getPeers(hash));
        assertRefused(node::saveState);
        assertThat(node.status().running()).isFalse();
        assertThat(node.status().globalNodes()).isEqualTo(-1);
    }

    private static void assertRefused(Runnable primitive) {
        assertThatThrownBy(primitive::run)
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SESSION))
                .hasMessageContaining("enable_dht");
    }
}
