package org.torrentxt.impl.engine.dht;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.alert.DhtGetPeers;
import org.torrentxt.impl.fixture.LocalDht;
import org.torrentxt.impl.fixture.Wait;

/** Peers of a torrent are announced and found, on a DHT of 20 nodes. */
class DhtPeersTest {
    private static LocalDht dht;

    @BeforeAll
    static void start(@TempDir Path folder) {
        dht = LocalDht.start(folder, 20);
    }

    @AfterAll
    static void stop() {
        dht.close();
    }

    private static List<Endpoint> peers(int node, InfoHash hash) {
        return Wait.answer(dht.node(node).getPeers(hash));
    }

    @Test
    void whatOneNodeAnnouncesAnotherFinds() {
        InfoHash hash = new InfoHash("11".repeat(20));

        int taken = Wait.answer(dht.node(4).announce(hash, 0));
        Wait.answer(dht.node(5).announce(hash, 7777));

        assertThat(taken).isEqualTo(DhtLookup.NEAREST);
        assertThat(peers(16, hash))
                .containsExactlyInAnyOrder(dht.session(4).endpoint(), Endpoint.parse("127.0.0.1:7777"));
        // one of the nodes that were told may be the one that announced, and know of the other only
        DhtGetPeers told = dht.session(16)
                .alerts()
                .await(
                        DhtGetPeers.class,
                        alert -> alert.peers().contains(dht.session(4).endpoint()));
        assertThat(told.infoHash()).isEqualTo(hash);
    }

    @Test
    void aHashOfV2IsTheSameAsItsFirstTwentyBytes() {
        InfoHash v2 = new InfoHash("22".repeat(32));

        Wait.answer(dht.node(1).announce(v2, 0));

        assertThat(peers(9, v2)).containsExactly(dht.session(1).endpoint());
        assertThat(peers(9, new InfoHash("22".repeat(20))))
                .containsExactly(dht.session(1).endpoint());
    }

    @Test
    void aTorrentThatNobodyAnnouncedHasNone() {
        assertThat(peers(9, new InfoHash("33".repeat(20)))).isEmpty();
    }
}
