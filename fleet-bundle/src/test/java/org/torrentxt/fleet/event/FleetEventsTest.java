package org.torrentxt.fleet.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;

/** What is posted about nodes and deployments that change. */
class FleetEventsTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final InfoHashes MAPS =
            new InfoHashes(Optional.of(new InfoHash("07".repeat(20))), Optional.of(new InfoHash("08".repeat(32))));

    @TempDir
    Path folder;

    private final List<Map<String, Object>> posted = new ArrayList<>();
    private Statements statements;
    private FleetEvents events;

    @BeforeEach
    void start() {
        statements = new Statements(
                folder, new Judge("alps", List.of(new TrustedKey(KEYS.publicKey(), List.of(Path.of("/srv/maps"))))));
        restart();
    }

    private void restart() {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(42), ZoneOffset.UTC);
        events = new FleetEvents("alps", clock, statements.all(), event -> posted.add(properties(event)));
    }

    private static Map<String, Object> properties(Event event) {
        Map<String, Object> properties = new TreeMap<>();
        for (String name : event.getPropertyNames()) {
            Object value = event.getProperty(name);
            properties.put(name, value instanceof String[] array ? List.of(array) : value);
        }
        assertThat(properties.remove("cluster")).isEqualTo("alps");
        assertThat(properties.remove("timestamp")).isEqualTo(42L);
        String topic = (String) properties.remove(EventConstants.EVENT_TOPIC);
        assertThat(topic).startsWith("org/torrentxt/fleet/");
        properties.put("topic", topic.substring("org/torrentxt/fleet/".length()));
        return properties;
    }

    private static FleetNode node(String name, NodeDeployment... deployments) {
        return FleetNode.builder(name, InetAddress.getLoopbackAddress())
                .isLocal(name.equals("self"))
                .labels(name.equals("self") ? Map.of("site", "basel", "rack", "7") : Map.of())
                .deployments(List.of(deployments))
                .build();
    }

    private static NodeDeployment maps(long sequence, DeploymentState state, String reason) {
        return NodeDeployment.builder("maps", KEYS.publicKey(), sequence)
                .state(state)
                .reason(reason)
                .build();
    }

    private List<Map<String, Object>> look(FleetNode... nodes) {
        posted.clear();
        events.look(statements.all(), List.of(nodes));
        return List.copyOf(posted);
    }

    @Test
    void nodesJoinAndLeave() {
        assertThat(look()).isEmpty();
        assertThat(look(node("other"), node("self")))
                .containsExactly(
                        Map.of("topic", "nodeJoined", "node", "other", "isLocal", false, "address", "127.0.0.1"),
                        Map.of(
                                "topic", "nodeJoined",
                                "node", "self",
                                "isLocal", true,
                                "address", "127.0.0.1",
                                "nodeLabels", List.of("rack=7", "site=basel")));
        assertThat(look(node("other").toBuilder().listenPort(6881).build(), node("self")))
                .isEmpty();
        assertThat(look(node("self")))
                .containsExactly(
                        Map.of("topic", "nodeLeft", "node", "other", "isLocal", false, "address", "127.0.0.1"));
        assertThat(look()).as("this one has left the cluster").hasSize(1);
    }

    @Test
    void statementsAreAccepted() {
        DeployTorrent content = DeployTorrent.builder("maps", MAPS).first(2).build();
        statements.deploy(KEYS, content);
        assertThat(look())
                .containsExactly(Map.of(
                        "topic",
                        "deployed",
                        "deployment",
                        "maps",
                        "publicKey",
                        KEYS.publicKey().hex(),
                        "sequence",
                        1L,
                        "first",
                        2,
                        "infoHashV1",
                        "07".repeat(20),
                        "infoHashV2",
                        "08".repeat(32)));
        assertThat(look()).isEmpty();
        restart();
        assertThat(look()).as("known before the start").isEmpty();
        statements.state(KEYS, "maps", Optional.empty());
        assertThat(look())
                .containsExactly(Map.of(
                        "topic",
                        "undeployed",
                        "deployment",
                        "maps",
                        "publicKey",
                        KEYS.publicKey().hex(),
                        "sequence",
                        2L));
    }

    @Test
    void nodesGetFurther() {
        assertThat(look(node("other", maps(1, DeploymentState.FETCHING, "")))).hasSize(1);
        assertThat(look(node(
                        "other",
                        maps(1, DeploymentState.FETCHING, "").toBuilder()
                                .percent(50)
                                .build())))
                .isEmpty();
        assertThat(look(node("other", maps(1, DeploymentState.FAILED, "disk full"))))
                .containsExactly(Map.of(
                        "topic", "stateChanged",
                        "node", "other",
                        "isLocal", false,
                        "deployment", "maps",
                        "publicKey", KEYS.publicKey().hex(),
                        "sequence", 1L,
                        "state", "failed",
                        "previousState", "fetching",
                        "reason", "disk full"));
        assertThat(look(node("other", maps(2, DeploymentState.FAILED, ""))))
                .containsExactly(Map.of(
                        "topic", "stateChanged",
                        "node", "other",
                        "isLocal", false,
                        "deployment", "maps",
                        "publicKey", KEYS.publicKey().hex(),
                        "sequence", 2L,
                        "state", "failed"));
        assertThat(look(node("other"))).as("undeployed").isEmpty();
    }

    @Test
    void featuresAreInstalled() {
        NodeDeployment fetched = maps(1, DeploymentState.COMPLETE, "").toBuilder()
                .install(InstallState.INSTALLING)
                .build();
        look(node("other", fetched));
        assertThat(look(node(
                        "other",
                        fetched.toBuilder()
                                .install(InstallState.UNHEALTHY)
                                .reason("disk: full")
                                .build())))
                .containsExactly(Map.of(
                        "topic", "stateChanged",
                        "node", "other",
                        "isLocal", false,
                        "deployment", "maps",
                        "publicKey", KEYS.publicKey().hex(),
                        "sequence", 1L,
                        "state", "complete",
                        "previousState", "complete",
                        "install", "unhealthy",
                        "reason", "disk: full"));
    }
}
