package org.torrentxt.impl.engine.dht;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.DhtMutableItem;
import org.torrentxt.api.alert.DhtPut;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.fixture.LocalDht;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.ForeignNode;

/** A session among nodes that are not the engine's, which lie, refuse, and fall silent. */
class HostileNodesTest {
    private static final OptionalLong ANY = OptionalLong.empty();
    private static final InfoHash HASH = new InfoHash("ab".repeat(20));

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private final DhtKeyPair keys = DhtKeyPair.generate();
    private LocalSession session;
    private int nodes;

    @BeforeEach
    void start() {
        session = sessions.start("victim", folder);
    }

    private Dht dht() {
        return session.session().dht();
    }

    private MutableItem sign(long seq) {
        return MutableItem.sign(keys, new byte[0], seq, ("version " + seq).getBytes(UTF_8));
    }

    /** Starts a node, and waits until the session knows it. */
    private ForeignNode meet(BiFunction<String, BencodeDictionary, Optional<BencodeDictionary.Builder>> answers) {
        byte[] id = new byte[20];
        id[0] = (byte) ++nodes;
        ForeignNode node = sessions.use(ForeignNode.start(id, answers));
        dht().addBootstrapNode("127.0.0.1", node.port());
        LocalDht.awaitNodes(session, nodes);
        return node;
    }

    private static BencodeDictionary.Builder version(MutableItem item) {
        return BencodeDictionary.builder()
                .put("k", item.publicKey().bytes())
                .put("seq", item.seq())
                .put("sig", item.signature())
                .put("v", item.value());
    }

    private static ErrorCode code(CompletionStage<?> failing) {
        return ((TorrentException) Wait.failure(failing)).code();
    }

    private static void assertCode(Throwable failure, ErrorCode code) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aVersionThatIsNotSignedByItsKeyIsNoConflict() {
        MutableItem forged = new MutableItem(keys.publicKey(), new byte[0], new byte[] {1}, 99, new byte[64]);
        meet((query, arguments) -> Optional.of(query.equals("get") ? version(forged) : BencodeDictionary.builder()));

        DhtPutResult result = Wait.answer(dht().putMutable(sign(5), ANY));

        assertThat(result.numNodes()).isEqualTo(1);
    }

    @Test
    void aGenuineVersionIsFoundAmongForgedOnesOfTheSameSignature() {
        MutableItem genuine = sign(50);
        meet((query, arguments) -> Optional.of(query.equals("get") ? version(genuine) : BencodeDictionary.builder()));
        meet((query, arguments) ->
                Optional.of(query.equals("get") ? version(genuine).put("seq", 4) : BencodeDictionary.builder()));

        assertCode(Wait.failure(dht().putMutable(sign(5), ANY)), ErrorCode.CONFLICT);
    }

    @Test
    void aNodeThatRefusesWithoutAProofIsNotCounted() {
        ForeignNode refusing = meet((query, arguments) ->
                query.equals("put") ? Optional.empty() : Optional.of(BencodeDictionary.builder()));
        meet(ForeignNode.KNOWS_NOTHING);

        DhtPutResult result = Wait.answer(dht().putMutable(sign(5), ANY));

        assertThat(result.numNodes()).isEqualTo(1);
        assertThat(refusing.queries()).containsSubsequence("get", "put", "get");
    }

    @Test
    void aNodeThatRefusesAndShowsANewerVersionIsAConflict() {
        AtomicBoolean overtaken = new AtomicBoolean();
        meet((query, arguments) -> {
            if (query.equals("put")) {
                overtaken.set(true);
                return Optional.empty();
            }
            return Optional.of(overtaken.get() ? version(sign(8)) : BencodeDictionary.builder());
        });

        Throwable failure = Wait.failure(dht().putMutable(sign(7), OptionalLong.of(6)));

        assertCode(failure, ErrorCode.CONFLICT);
        assertThat(failure).hasMessageContainingAll("7", "in place of 6", "8");
    }

    @Test
    void aNodeThatWasLeftBehindIsAskedToReplaceWhatItHas() {
        List<Long> compared = new ArrayList<>();
        meet((query, arguments) -> {
            arguments.integer("cas").ifPresent(compared::add);
            return Optional.of(query.equals("get") ? version(sign(2)) : BencodeDictionary.builder());
        });
        meet((query, arguments) -> {
            arguments.integer("cas").ifPresent(compared::add);
            return Optional.of(query.equals("get") ? version(sign(3)) : BencodeDictionary.builder());
        });

        assertThat(Wait.answer(dht().putMutable(sign(4), OptionalLong.of(3))).numNodes())
                .isEqualTo(2);
        assertThat(compared).containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void ifAllRefuseNobodyTookIt() {
        meet((query, arguments) -> query.equals("put") || query.equals("announce_peer")
                ? Optional.empty()
                : Optional.of(BencodeDictionary.builder()));

        assertCode(Wait.failure(dht().putMutable(sign(1), ANY)), ErrorCode.ENGINE);
        assertCode(Wait.failure(dht().putImmutable(new byte[1])), ErrorCode.ENGINE);
        assertCode(Wait.failure(dht().announce(HASH, 6881)), ErrorCode.ENGINE);
    }

    @Test
    void whatNodesDoNotHaveOrMadeUpIsAMiss() {
        meet((query, arguments) -> Optional.of(
                BencodeDictionary.builder().put("v", "made up").put("seq", 9).put("sig", new byte[64])));

        assertThat(Wait.answer(dht().getImmutable(DhtTarget.of(new byte[1])))).isEmpty();
        assertThat(Wait.answer(dht().getMutable(keys.publicKey(), new byte[0]))).isEmpty();
    }

    @Test
    void aSilentNodeDoesNotHoldUpALookUp() {
        meet((query, arguments) -> Optional.of(version(sign(1))));
        meet(ForeignNode.KNOWS_NOTHING).fallSilent();

        assertThat(Wait.answer(dht().getMutable(keys.publicKey(), new byte[0])))
                .hasValueSatisfying(item -> assertThat(item.seq()).isEqualTo(1));
        assertThat(session.alerts().all())
                .as("the engine still waits")
                .noneMatch(alert -> alert instanceof DhtMutableItem told && told.authoritative());
    }

    @Test
    void aSilentNodeDoesNotHoldUpAPut() {
        ForeignNode taking = meet(ForeignNode.KNOWS_NOTHING);
        meet(ForeignNode.KNOWS_NOTHING).fallSilent();
        byte[] value = "kept".getBytes(UTF_8);

        assertThat(Wait.answer(dht().putImmutable(value))).isEqualTo(DhtTarget.of(value));
        assertThat(taking.queries()).contains("put");
        assertThat(session.alerts()
                        .await(DhtPut.class, put -> put.target().equals(Optional.of(DhtTarget.of(value))))
                        .numSuccess())
                .isEqualTo(1);
    }

    private static BencodeDictionary.Builder everything(MutableItem item) {
        return version(item).put("values", List.of(ByteString.of(new byte[] {1, 2, 3, 4, 5, 6})));
    }

    @Test
    void aNodeThatAnswersAfterFourSecondsIsBelievedAndNotMissed() {
        ForeignNode slow = meet((query, arguments) -> Optional.of(everything(sign(3))));
        meet(ForeignNode.KNOWS_NOTHING);
        slow.answerAfter(Duration.ofSeconds(4));

        CompletionStage<Optional<MutableItem>> mutable = dht().getMutable(keys.publicKey(), new byte[0]);
        CompletionStage<Optional<MutableItem>> another = dht().getMutable(keys.publicKey(), new byte[0]);
        CompletionStage<Optional<ImmutableItem>> immutable = dht().getImmutable(DhtTarget.of(sign(3).value()));
        CompletionStage<List<Endpoint>> peers = dht().getPeers(HASH);

        assertThat(Wait.answer(mutable)).isPresent();
        assertThat(Wait.answer(another)).as("asked while the engine was busy").isPresent();
        assertThat(Wait.answer(immutable)).isPresent();
        assertThat(Wait.answer(peers)).hasSize(1);
    }

    @Test
    void aNodeThatAnswersAfterFourSecondsStoresIfThereIsNoOther() {
        ForeignNode slow = meet(ForeignNode.KNOWS_NOTHING);
        slow.answerAfter(Duration.ofSeconds(4));

        CompletionStage<DhtTarget> immutable = dht().putImmutable(new byte[] {1});
        CompletionStage<DhtPutResult> mutable = dht().putMutable(sign(1), ANY);
        CompletionStage<Integer> announcement = dht().announce(HASH, 6881);
        CompletionStage<List<Endpoint>> peers = dht().getPeers(HASH);

        assertThat(Wait.answer(immutable)).isNotNull();
        assertThat(Wait.answer(mutable).numNodes()).isEqualTo(1);
        assertThat(Wait.answer(announcement)).isEqualTo(1);
        assertThat(Wait.answer(peers)).as("it knows none").isEmpty();
    }

    @Test
    void nodesAreAskedOnceForWhatTheEngineFinds() {
        ForeignNode slow = meet((query, arguments) -> Optional.of(version(sign(3))));
        slow.answerAfter(Duration.ofMillis(1_500));
        long before = gets(slow);

        Wait.answer(dht().getMutable(keys.publicKey(), new byte[0]));
        Wait.answer(dht().getImmutable(DhtTarget.of(sign(3).value())));

        assertThat(gets(slow) - before).isEqualTo(2);
    }

    private static long gets(ForeignNode node) {
        return node.queries().stream().filter("get"::equals).count();
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 5"})
    void manyNodesOfOneAddressAreNotTheNearestOnesUnlessAllowed(boolean restricted, int taking) {
        session = sessions.start("restricted", folder, Map.of("dht_restrict_search_ips", restricted));
        List<ForeignNode> same = new ArrayList<>();
        byte[] contacts = new byte[0];
        for (byte i = 1; i <= 5; i++) {
            byte[] id = HASH.bytes();
            id[19] ^= i;
            ForeignNode node = sessions.use(ForeignNode.start(id, ForeignNode.KNOWS_NOTHING));
            same.add(node);
            contacts = concat(contacts, concat(id, DhtContact.compact(Endpoint.parse("127.0.0.1:" + node.port()))));
        }
        byte[] all = contacts;
        meet((query, arguments) -> Optional.of(BencodeDictionary.builder().put("nodes", all)));

        int nodes = Wait.answer(dht().announce(HASH, 6881));

        assertThat(nodes).isEqualTo(taking + 1);
        assertThat(same)
                .filteredOn(node -> node.queries().contains("announce_peer"))
                .hasSize(taking);
    }

    @Test
    void ifNobodyAnswersItEndsAllTheSame() {
        meet(ForeignNode.KNOWS_NOTHING).fallSilent();

        CompletionStage<?> search = dht().getPeers(HASH);
        CompletionStage<?> announcement = dht().announce(HASH, 1);
        CompletionStage<?> put = dht().putMutable(sign(1), ANY);
        CompletionStage<?> immutable = dht().getImmutable(DhtTarget.of(new byte[1]));
        CompletionStage<?> mutable = dht().getMutable(keys.publicKey(), new byte[0]);
        CompletionStage<?> immutablePut = dht().putImmutable(new byte[1]);

        // the engine may have forgotten the silent node by then, and knows none
        assertThat(code(immutable)).isIn(ErrorCode.TIMEOUT, ErrorCode.ENGINE);
        assertThat(code(mutable)).isIn(ErrorCode.TIMEOUT, ErrorCode.ENGINE);
        assertThat(code(immutablePut)).isIn(ErrorCode.TIMEOUT, ErrorCode.ENGINE);
        assertCode(Wait.failure(search), ErrorCode.TIMEOUT);
        assertCode(Wait.failure(announcement), ErrorCode.TIMEOUT);
        assertCode(Wait.failure(put), ErrorCode.TIMEOUT);
    }

    @Test
    void whoKnowsNobodyIsToldSo() {
        assertCode(Wait.failure(dht().getPeers(HASH)), ErrorCode.ENGINE);
        assertThat(Wait.failure(dht().putMutable(sign(1), ANY))).hasMessageContaining("knows no node");
        assertThat(Wait.failure(dht().putImmutable(new byte[1]))).hasMessageContaining("knows no node");
        assertThat(Wait.failure(dht().getImmutable(DhtTarget.of(new byte[1])))).hasMessageContaining("knows no node");
        assertThat(Wait.failure(dht().getMutable(keys.publicKey(), new byte[0])))
                .hasMessageContaining("knows no node");
    }

    @Test
    void anAnswerOfGarbageDoesNoHarm() {
        meet((query, arguments) -> Optional.of(BencodeDictionary.builder()
                .put("nodes", new byte[25])
                .put("nodes6", List.of("a", 1, List.of()))
                .put("values", List.of("x", 5, new byte[6], new byte[18], List.of(), new byte[] {1, 2, 3, 4, 5, 6}))
                .put("v", List.of(1, List.of(2, "\0\u00ff")))
                .put("sig", "short")
                .put("seq", -7)
                .put("k", 3)));

        assertThat(Wait.answer(dht().getPeers(HASH))).containsExactly(Endpoint.parse("1.2.3.4:1286"));
        assertThat(Wait.answer(dht().putMutable(sign(1), ANY)).numNodes()).isEqualTo(1);
    }

    @Test
    void nodesElsewhereAreNotAskedWhileTheNetworkIsLocal() {
        session = sessions.use(LocalSession.startListeningTo(Set.of(AlertType.DHT_PKT), "listening", folder));
        byte[] elsewhere = new byte[26];
        System.arraycopy(HASH.bytes(), 0, elsewhere, 0, 20);
        elsewhere[20] = (byte) 203;
        elsewhere[25] = 99;
        byte[] here = elsewhere.clone();
        here[19]++;
        here[20] = 127;
        meet((query, arguments) -> Optional.of(BencodeDictionary.builder()
                .put(
                        "nodes",
                        arguments.string("info_hash").equals(Optional.of(ByteString.of(HASH.bytes())))
                                ? concat(elsewhere, here)
                                : new byte[0])));

        dht().getPeers(HASH);

        // the nearest ones are asked at once, in their order
        assertThat(Wait.forValue("the one here is asked", this::packets, packets -> packets.contains("127.0.0.0:99")))
                .doesNotContain("203.0.0.0:99");
    }

    private String packets() {
        return session.alerts().all().toString();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void aSessionThatStopsEndsWhatWaits() {
        meet(ForeignNode.KNOWS_NOTHING).fallSilent();
        CompletionStage<?> search = dht().getPeers(HASH);

        session.close();

        assertCode(Wait.failure(search), ErrorCode.NO_SESSION);
    }
}
