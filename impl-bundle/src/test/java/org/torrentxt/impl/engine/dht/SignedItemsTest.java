package org.torrentxt.impl.engine.dht;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.DhtPut;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.impl.fixture.LocalDht;
import org.torrentxt.impl.fixture.Signing;
import org.torrentxt.impl.fixture.Wait;

/** Items are stored as they are signed, on a DHT of 20 nodes. */
class SignedItemsTest {
    private static final byte[] NO_SALT = {};
    private static final OptionalLong ANY = OptionalLong.empty();

    private static LocalDht dht;

    private final DhtKeyPair keys = DhtKeyPair.generate();

    @BeforeAll
    static void start(@TempDir Path folder) {
        dht = LocalDht.start(folder, 20);
    }

    @AfterAll
    static void stop() {
        dht.close();
    }

    private MutableItem sign(String salt, long seq, String value) {
        return MutableItem.sign(keys, salt.getBytes(UTF_8), seq, value.getBytes(UTF_8));
    }

    private static DhtPutResult put(int node, MutableItem item, OptionalLong expected) {
        return Wait.answer(dht.node(node).putMutable(item, expected));
    }

    private static void assertConflict(int node, MutableItem item, OptionalLong expected, String... named) {
        assertThat(Wait.failure(dht.node(node).putMutable(item, expected)))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .message()
                .contains(named);
    }

    private MutableItem find(int node, String salt) {
        return Wait.answer(dht.node(node).getMutable(keys.publicKey(), salt.getBytes(UTF_8)))
                .orElseThrow();
    }

    private static void assertSame(MutableItem found, MutableItem stored) {
        assertThat(found.value()).isEqualTo(stored.value());
        assertThat(found.seq()).isEqualTo(stored.seq());
        assertThat(found.signature()).isEqualTo(stored.signature());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "salt"})
    void threeVersionsFollowOneAnotherEachWithTheNumberItWasSignedWith(String salt) {
        for (long seq : new long[] {4, 5, 70}) {
            MutableItem item = sign(salt, seq, "version " + seq);

            DhtPutResult result = put(3, item, ANY);

            assertThat(result.numNodes()).isEqualTo(DhtLookup.NEAREST);
            assertThat(result.item()).isSameAs(item);
            assertSame(find(11, salt), item);
        }
    }

    @Test
    void anItemStoredAgainByAnotherNodeKeepsItsNumberAndSignature() {
        MutableItem item = sign("", 9, "unchanged");
        put(1, item, ANY);

        MutableItem found = find(6, "");
        DhtPutResult again = put(6, found, ANY);

        assertThat(again.numNodes()).isEqualTo(DhtLookup.NEAREST);
        assertSame(find(17, ""), item);
    }

    @Test
    void anOlderVersionIsAConflictThatNamesBothNumbers() {
        put(1, sign("", 20, "new"), ANY);

        assertConflict(2, sign("", 19, "old"), ANY, "19", "20");

        assertThat(find(3, "").seq()).isEqualTo(20);
    }

    @Test
    void anotherValueOfTheSameNumberIsAConflict() {
        put(1, sign("", 5, "one"), ANY);

        assertConflict(2, sign("", 5, "other"), ANY, "5", "another value");
    }

    @Test
    void anExpectedVersionIsReplacedAndAnotherIsAConflict() {
        put(1, sign("", 1, "first"), OptionalLong.of(0));
        put(2, sign("", 2, "second"), OptionalLong.of(1));

        assertConflict(3, sign("", 3, "third"), OptionalLong.of(1), "3", "in place of 1", "2");
        assertConflict(3, sign("", 7, "third"), OptionalLong.of(6), "7", "in place of 6", "2");
        put(3, sign("", 3, "third"), OptionalLong.of(2));

        assertThat(find(4, "").value()).asString().isEqualTo("third");
    }

    @Test
    void whereNoneIsExpectedAnyIsAConflict() {
        OptionalLong none = OptionalLong.of(Dht.NO_VERSION);
        put(1, sign("taken", 0, "theirs"), ANY);
        assertConflict(2, sign("taken", 4, "ours"), none, "sequence number 0");
        assertThat(find(3, "taken").seq()).isZero();
        MutableItem first = sign("free", 4, "ours");
        assertThat(put(2, first, none).numNodes()).isEqualTo(DhtLookup.NEAREST);
        assertSame(find(3, "free"), first);
        assertThatThrownBy(() -> dht.node(2).putMutable(first, OptionalLong.of(-2)))
                .hasMessageContaining("-2");
    }

    @Test
    void aLookUpThatBeganAfterAPutFindsItWhateverIsLookedUpMeanwhile() {
        byte[] salt = "busy".getBytes(UTF_8);
        for (int seq = 0; seq < 60; seq++) {
            var meanwhile = dht.node(7).getMutable(keys.publicKey(), salt);
            put(8, sign("busy", seq, "version " + seq), ANY);
            assertThat(find(7, "busy").seq()).isEqualTo(seq);
            Wait.outcome(meanwhile);
        }
    }

    @Test
    void theEnginesPutsOfOneKeyEndEachWithItsOwnValue() {
        List<CompletionStage<DhtPutResult>> puts = IntStream.range(0, 20)
                .mapToObj(i -> dht.node(9).putMutable(keys, NO_SALT, new byte[] {(byte) i}))
                .toList();
        for (int i = 0; i < 20; i++) {
            MutableItem stored = Wait.answer(puts.get(i)).item();
            assertThat(stored.value()).containsExactly(i);
            assertThat(stored.hasValidSignature()).isTrue();
        }
    }

    @Test
    void theEngineGoesOnWhereASignedItemEnds() {
        put(1, sign("", 41, "signed"), ANY);

        DhtPutResult next = Wait.answer(dht.node(2).putMutable(keys, NO_SALT, "next".getBytes(UTF_8)));

        assertThat(next.item().seq()).isEqualTo(42);
    }

    @Test
    void theEngineSignsTheSame() {
        DhtPutResult first = Wait.answer(dht.node(1).putMutable(keys, "s".getBytes(UTF_8), "value".getBytes(UTF_8)));

        MutableItem ours = sign("s", first.item().seq(), "value");

        assertThat(ours.signature()).isEqualTo(first.item().signature());
        assertThat(put(2, ours, ANY).numNodes()).isEqualTo(DhtLookup.NEAREST);
    }

    @Test
    void everyPutIsAnAlertWhetherItSucceedsOrNot() {
        MutableItem item = sign("told", 3, "value");
        put(5, item, ANY);
        assertConflict(5, sign("told", 2, "value"), ANY, "2");

        DhtPut stored = dht.session(5).alerts().await(DhtPut.class, put -> isOf(put) && put.seq() == 3);
        assertThat(stored.numSuccess()).isEqualTo(DhtLookup.NEAREST);
        assertThat(stored.salt()).asString().isEqualTo("told");
        assertThat(stored.signature()).isEqualTo(item.signature());
        assertThat(dht.session(5)
                        .alerts()
                        .await(DhtPut.class, put -> isOf(put) && put.seq() == 2)
                        .numSuccess())
                .isZero();
    }

    private boolean isOf(DhtPut put) {
        return put.publicKey().equals(Optional.of(keys.publicKey()));
    }

    @Test
    void aValueOfAnotherTypeIsStoredAsItWasSigned() {
        MutableItem list = Signing.sign(keys, 6, "l1:a1:be");

        assertThat(put(1, list, ANY).numNodes()).isEqualTo(DhtLookup.NEAREST);

        assertSame(find(12, ""), list);
    }

    @Test
    void whatNobodyCouldStoreIsRefusedAtOnce() {
        MutableItem item = sign("", 1, "value");
        MutableItem forged = new MutableItem(item.publicKey(), NO_SALT, item.value(), 2, item.signature());
        assertRefused(forged, "signature");
        assertRefused(Signing.sign(keys, -1, "le"), "-1");
        assertRefused(Signing.sign(keys, 1, "d1:bi1e1:ai2ee"), "keys are not sorted");
        assertRefused(Signing.sign(keys, 1, "l" + "1:a".repeat(400) + "e"), "1202 bytes");
    }

    private static void assertRefused(MutableItem item, String named) {
        assertThatThrownBy(() -> dht.node(0).putMutable(item, ANY))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(named);
    }
}
