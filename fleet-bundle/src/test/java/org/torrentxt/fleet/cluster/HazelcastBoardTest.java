package org.torrentxt.fleet.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.torrentxt.fleet.board.Member;
import org.torrentxt.fleet.board.Subject;

/** Members of one cluster, connected by the real Hazelcast. */
class HazelcastBoardTest {
    private static final AtomicInteger RUN = new AtomicInteger();

    /** As an attacker sends it: code runs while it is read. */
    private static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            RUN.incrementAndGet();
        }
    }

    private static boolean reads(HazelcastBoard board, String key, String notice) {
        byte[] found = board.read(Subject.STATEMENTS, 100).get(key);
        return found != null && new String(found, UTF_8).equals(notice);
    }

    @Test
    void allMembersReadWhatOnePosts() throws Exception {
        try (Cluster cluster = new Cluster(3)) {
            HazelcastBoard first = cluster.join(0);
            first.post(Subject.STATEMENTS, "early", "before the others".getBytes(UTF_8)); // nobody else is there yet
            HazelcastBoard second = cluster.join(1);
            HazelcastBoard third = cluster.join(2);
            for (HazelcastBoard board : new HazelcastBoard[] {first, second, third}) {
                Wait.until("three members", () -> board.members().size() == 3);
                assertThat(board.members())
                        .allMatch(member -> member.address().getHostAddress().equals("127.0.0.1"))
                        .filteredOn(Member::isLocal)
                        .hasSize(1);
            }
            Wait.until("earlier", () -> reads(third, "early", "before the others"));
            // what is posted or removed while members come and go may be lost, and is done again
            Wait.until("posted", () -> {
                third.post(Subject.STATEMENTS, "maps", "one".getBytes(UTF_8));
                return reads(first, "maps", "one") && reads(second, "maps", "one");
            });
            Wait.until("replaced", () -> {
                second.post(Subject.STATEMENTS, "maps", "two".getBytes(UTF_8));
                return reads(first, "maps", "two") && reads(third, "maps", "two");
            });
            assertThat(first.read(Subject.REPORTS, 100)).isEmpty();

            third.close();
            Wait.until(
                    "left",
                    () -> first.members().size() == 2 && second.members().size() == 2);
            assertThat(reads(first, "maps", "two")).isTrue();
            Wait.until("removed", () -> {
                first.remove(Subject.STATEMENTS, "maps");
                return !second.read(Subject.STATEMENTS, 100).containsKey("maps");
            });
        }
    }

    @Test
    void partsThatWereSeparatedAndHaveSeveralMembersCanStopChangesAndJoinAgain() throws Exception {
        try (Cluster cluster = new Cluster(2)) {
            HazelcastBoard first = cluster.join(0);
            HazelcastBoard second = cluster.join(1);
            Wait.until(
                    "two members",
                    () -> first.members().size() == 2 && second.members().size() == 2);
            for (HazelcastInstance member : Hazelcast.getAllHazelcastInstances()) {
                for (ClusterState state : List.of(ClusterState.FROZEN, ClusterState.ACTIVE)) {
                    member.getCluster().changeClusterState(state); // as Hazelcast does before parts are joined
                    assertThat(Hazelcast.getAllHazelcastInstances())
                            .extracting(each -> each.getCluster().getClusterState())
                            .containsOnly(state);
                }
            }
        }
    }

    @Test
    void nothingThatAMemberSendsIsDeserialisedByJava() throws Exception {
        try (Cluster cluster = new Cluster(2)) {
            HazelcastBoard board = cluster.join(0);
            // an attacker's member has other settings
            Config config = HazelcastSettings.of(cluster.options(1));
            config.getSerializationConfig().setJavaSerializationFilterConfig(null);
            HazelcastInstance attacker = Hazelcast.newHazelcastInstance(config);
            try {
                Map<Object, Object> map = attacker.getReplicatedMap(HazelcastSettings.map(Subject.STATEMENTS));
                for (int i = 0; i < 20; i++) { // some are kept by one member, some by the other
                    put(map, "gadget" + i, new Gadget());
                }
                put(map, "text", "no bytes");
                put(map, "long", new byte[101]);
                put(map, 7, new byte[] {7});
                put(map, "maps", "valid".getBytes(UTF_8));
                Wait.until("posted", () -> reads(board, "maps", "valid"));
                assertThat(board.read(Subject.STATEMENTS, 100)).containsOnlyKeys("maps");
                Wait.until("others", () -> board.keys(Subject.STATEMENTS).containsAll(Set.of("long", "text")));
                for (String key : board.keys(Subject.STATEMENTS)) {
                    assertThat(board.read(Subject.STATEMENTS, key, 100).isPresent())
                            .as(key)
                            .isEqualTo(key.equals("maps"));
                }
                assertThat(board.read(Subject.STATEMENTS, "long", 101)).isPresent();
                attacker.getTopic("any").publish(new Gadget());
                assertThat(RUN.get()).isZero();

                put(map, new Gadget(), new byte[] {7});
                Wait.until("posted again", () -> {
                    board.post(Subject.STATEMENTS, "maps", "again".getBytes(UTF_8));
                    return reads(board, "maps", "again");
                });
                assertThat(RUN.get()).isZero();

                Wait.until("a member that allows it runs it", () -> {
                    put(map, "gadget" + System.nanoTime(), new Gadget());
                    map.keySet().forEach(map::get);
                    return RUN.get() > 0;
                });
            } finally {
                attacker.getLifecycleService().terminate();
            }
        }
    }

    private static void put(Map<Object, Object> map, Object key, Object value) {
        try {
            map.put(key, value);
        } catch (HazelcastSerializationException e) {
            assertThat(e).hasMessageContaining("is not allowed");
        }
    }

    @Test
    void aMemberListensOnItsAddressOnly() throws Exception {
        try (Cluster cluster = new Cluster(1)) {
            cluster.join(0);
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", cluster.port(0)), 1000);
            }
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                Collections.list(each.getInetAddresses()).stream()
                        .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                        .forEach(address -> assertThatThrownBy(() -> {
                                    try (Socket socket = new Socket()) {
                                        socket.connect(new InetSocketAddress(address, cluster.port(0)), 1000);
                                    }
                                })
                                .as("%s", address)
                                .isInstanceOf(IOException.class));
            }
        }
    }

    @Test
    void anIpv6AddressIsOneAsWell() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        int port = Cluster.freePort(loopback);
        try (HazelcastBoard board =
                HazelcastBoard.join(new ClusterOptions("test", "node", loopback, port, List.of("[::1]:" + port)))) {
            assertThat(board.members())
                    .singleElement()
                    .satisfies(member -> assertThat(member.address()).isEqualTo(loopback));
        }
    }

    @Test
    void aPortThatIsInUseIsReported() throws Exception {
        try (Cluster cluster = new Cluster(1)) {
            cluster.join(0);
            assertThatThrownBy(() -> cluster.join(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anAddressThatThisMachineDoesNotHaveIsReported() throws Exception {
        InetAddress other = InetAddress.getByName("192.0.2.1");
        ClusterOptions options = new ClusterOptions("test", "node", other, 5_801, List.of());
        assertThatThrownBy(() -> HazelcastBoard.join(options))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no network interface has address 192.0.2.1; correct bind.address");
    }
}
