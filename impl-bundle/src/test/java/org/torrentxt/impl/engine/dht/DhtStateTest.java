package org.torrentxt.impl.engine.dht;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.impl.fixture.LocalDht;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.network.NetworkMode;

/** What a DHT node knows is saved, and loaded into one that knows nobody. */
class DhtStateTest {
    private static final byte[] VALUE = {1, 2, 3};

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private static void assertFinds(LocalSession session, DhtTarget target) {
        LocalDht.awaitNodes(session, 8);
        assertThat(Wait.answer(session.session().dht().getImmutable(target)))
                .hasValueSatisfying(item -> assertThat(item.value()).isEqualTo(VALUE));
    }

    @Test
    void aNodeThatRunsAndKnowsNobodyJoinsByASavedState() {
        LocalDht dht = sessions.use(LocalDht.start(folder, 20));
        DhtTarget target = Wait.answer(dht.node(2).putImmutable(VALUE));
        LocalSession fresh = sessions.start("fresh", folder);
        assertThat(fresh.session().dht().status().nodes()).isZero();

        fresh.session().dht().loadState(dht.node(7).saveState());

        assertFinds(fresh, target);
    }

    @Test
    void aStateLoadedWhileTheDhtIsDisabledCountsOnceItStarts() {
        LocalDht dht = sessions.use(LocalDht.start(folder, 20));
        DhtTarget target = Wait.answer(dht.node(2).putImmutable(VALUE));
        LocalSession fresh = sessions.start("fresh", folder, Map.of("enable_dht", false));
        fresh.session().dht().loadState(dht.node(7).saveState());

        fresh.session().settings().set("enable_dht", true);

        assertFinds(fresh, target);
    }

    @Test
    void aStateIsReadAsItWasWritten() {
        List<Endpoint> nodes = List.of(
                Endpoint.parse("127.0.0.1:1"),
                Endpoint.parse("203.0.113.9:65535"),
                Endpoint.parse("[2001:db8::1]:256"));
        byte[] bytes = new DhtState(nodes).toBytes();

        assertThat(DhtState.parse(bytes).nodes()).isEqualTo(nodes);
        assertThat(new String(bytes, ISO_8859_1)).startsWith("d9:dht stated5:nodesl6:");
    }

    @Test
    void nodesElsewhereAreHeldBackWhileTheNetworkIsLocal() {
        DhtState state = new DhtState(List.of(
                Endpoint.parse("127.0.0.1:5"),
                Endpoint.parse("203.0.113.9:5"),
                Endpoint.parse("[::1]:5"),
                Endpoint.parse("[2001:db8::1]:5"),
                Endpoint.parse("127.0.0.1:0")));

        assertThat(state.within(NetworkMode.LOCAL).nodes())
                .containsExactly(Endpoint.parse("127.0.0.1:5"), Endpoint.parse("[::1]:5"));
        assertThat(state.within(NetworkMode.INTERNET).nodes()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "le",
                "de",
                "d9:dht statelee",
                "d9:dht stated5:nodesl5:12345eee",
                "d9:dht stated5:nodesli1eeee",
                "d9:dht stated6:nodes6l6:123456eee",
                "d9:dht stated5:nodesl6:123456"
            })
    void garbageIsRefusedAndNothingIsTakenFromIt(String garbage) {
        LocalSession session = sessions.start("garbage", folder);

        assertThatThrownBy(() -> session.session().dht().loadState(garbage.getBytes(ISO_8859_1)))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));

        assertThat(session.session().dht().status().nodes()).isZero();
    }

    @Test
    void moreNodesThanAnyDhtKeepsAreRefused() {
        String many = "d9:dht stated5:nodesl" + "6:123456".repeat(2_001) + "eee";

        assertThatThrownBy(() -> DhtState.parse(many.getBytes(ISO_8859_1))).hasMessageContaining("2000 nodes");
    }
}
