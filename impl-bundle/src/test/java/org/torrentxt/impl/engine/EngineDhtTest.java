package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.DhtPut;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;

class EngineDhtTest {
    private static final byte[] VALUE = "a value".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_SALT = {};

    @TempDir
    Path folder;

    private final List<LocalSession> nodes = new ArrayList<>();

    @BeforeEach
    void startNodes() {
        LocalSession first = LocalSession.start("dht-0", folder);
        nodes.add(first);
        for (int i = 1; i < 4; i++) {
            LocalSession node = LocalSession.start(
                    "dht-" + i,
                    folder,
                    Map.of("dht_bootstrap_nodes", "127.0.0.1:" + first.session().listenPort()));
            nodes.add(node);
            awaitNodes(node, 1);
        }
    }

    // Nothing tells of a node that is found but the count; each look at it waits for the engine.
    private static void awaitNodes(LocalSession node, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (node.session().dht().status().nodes() < count) {
            assertThat(System.nanoTime()).as("nodes found in time").isLessThan(deadline);
        }
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(LocalSession::close);
    }

    private Dht dht(int node) {
        return nodes.get(node).session().dht();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void anImmutableItemIsFoundFromAnotherNode() throws Exception {
        DhtTarget target = await(dht(1).putImmutable(VALUE));
        assertThat(await(dht(2).getImmutable(target)).orElseThrow().value()).isEqualTo(VALUE);
        DhtPut put = nodes.get(1).alerts().await(DhtPut.class);
        assertThat(put.target()).contains(target);
        assertThat(put.numSuccess()).isPositive();
    }

    @Test
    void versionsOfAMutableItemFollowOneAnother() throws Exception {
        DhtKeyPair keys = DhtKeyPair.generate();
        byte[] salt = "salt".getBytes(StandardCharsets.UTF_8);
        DhtPutResult first = await(dht(1).putMutable(keys, salt, VALUE));
        DhtPutResult second = await(dht(1).putMutable(keys, salt, new byte[] {2}));
        assertThat(second.item().seq()).isGreaterThan(first.item().seq());
        assertThat(second.numNodes()).isPositive();
        MutableItem found = await(dht(3).getMutable(keys.publicKey(), salt)).orElseThrow();
        assertThat(found.value()).containsExactly(2);
        assertThat(found.seq()).isEqualTo(second.item().seq());
        assertThat(found.signature()).isEqualTo(second.item().signature());
        assertThat(await(dht(3).getMutable(keys.publicKey(), NO_SALT))).isEmpty();
    }

    @Test
    void aMissIsEmpty() throws Exception {
        assertThat(await(dht(2).getImmutable(new DhtTarget("ab".repeat(20))))).isEmpty();
    }

    @Test
    void tellsItsNodes() {
        assertThat(dht(1).status().running()).isTrue();
        assertThat(dht(1).status().nodes()).isPositive();
    }

    @Test
    void refusesWhatTheDhtDoesNotTake() {
        DhtKeyPair keys = DhtKeyPair.generate();
        assertThatThrownBy(() -> dht(0).putImmutable(new byte[997])).hasMessageContaining("996");
        assertThatThrownBy(() -> dht(0).putImmutable(new byte[0])).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> dht(0).putMutable(keys, new byte[65], VALUE)).hasMessageContaining("64");
        assertThatThrownBy(() -> dht(0).addBootstrapNode("127.0.0.1", 0)).hasMessageContaining("65535");
    }

    @Test
    void refusesWhileDisabled() {
        nodes.get(0).session().settings().set("enable_dht", false);
        assertThatThrownBy(() -> dht(0).putImmutable(VALUE))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SESSION));
    }
}
