package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.NetworkDeviceDown;
import org.torrentxt.api.alert.NetworkDeviceUp;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.Foreign;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Namespace;
import org.torrentxt.impl.fixture.NetworkNamespace;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.network.NetworkMode;

/** The key {@code network.device}: a session that uses one device alone, and none at all while that is down. */
class NetworkDeviceTest {
    private static final String ADDRESS = "10.9.0.1";

    @TempDir
    private Path folder;

    private static EngineOptions read(Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of("network", "internet", "network.device", "tun9"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        EngineOptions options = new SessionOptions(properties).read();
        options.check();
        return options;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; tun9:6881",
                "0.0.0.0:7000, [::]:7000; tun9:7000",
                "0.0.0.0:0; tun9:0",
                "tun9:6881,tun9:7000s; tun9:6881,tun9:7000s"
            })
    void theSessionListensAtTheDeviceAlone(String configured, String listening) {
        Map<String, Object> settings =
                read("listen.interfaces", configured == null ? "" : configured).settings();
        assertThat(settings)
                .containsEntry("listen_interfaces", listening)
                .containsEntry("outgoing_interfaces", "tun9")
                .containsEntry("enable_upnp", false)
                .containsEntry("enable_natpmp", false);
    }

    @ParameterizedTest
    @CsvSource({
        "network, local, network=lan or network=internet",
        "network.device, tun9:6881, 'such as tun0'",
        "network.device, 10.9.0.1, 'such as tun0'",
        "network.device, 'tun9,eth0', 'such as tun0'",
        "listen.interfaces, 192.168.1.5:6881, contradicts network.device=tun9",
        "listen.interfaces, eth0:6881, contradicts network.device=tun9",
        "setting.outgoing_interfaces, eth0, contradicts network.device=tun9",
        "setting.proxy_type, 2, cannot be combined with a proxy",
        "setting.webtorrent_stun_server, stun.example:3478, contradicts network.device=tun9"
    })
    void whatWouldLeaveByAnotherDeviceIsRejected(String key, String value, String expected) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void aRunningSessionFollowsTheKey() {
        Object[] rest = {"network", "lan", "listen.interfaces", "0.0.0.0:0", "setting.enable_lsd", false};
        AlertLog alerts = new AlertLog();
        try (EngineSession session = EngineSession.start(on("lo", rest), LocalSession.ALL, alerts)) {
            Wait.until("it listens", () -> !session.listenEndpoints().isEmpty());
            assertThat(session.listenEndpoints())
                    .allMatch(endpoint -> endpoint.address().isLoopbackAddress());
            Torrent torrent = session.add(AddTorrent.infoHash(Foreign.hash(1))
                            .tracker("http://127.0.0.1:1/announce")
                            .started()
                            .build())
                    .torrent();

            session.reconfigure(on("none9", rest));
            assertThat(alerts.await(NetworkDeviceDown.class).device()).isEqualTo("none9");
            assertThat(session.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.text()).contains("none9 is down"));
            assertThat(torrent.trackers().get(0).message()).contains("none9 is down");
            session.settings().set("enable_outgoing_tcp", false);
            assertThat(session.settings().get("enable_outgoing_tcp").value()).isEqualTo(false);
            assertThat(session.settings().get("enable_outgoing_utp").value()).isEqualTo(true);

            session.reconfigure(on("lo", rest));
            Wait.until("it is on the network", () -> session.problems().isEmpty());
            assertThat(alerts.await(NetworkDeviceUp.class).device()).isEqualTo("lo");
            Wait.until("it asks", () -> torrent.trackers().get(0).fails() > 0);
            assertThat(session.settings().get("enable_outgoing_tcp").value()).isEqualTo(true);
        }
    }

    @Test
    void whatIsDownFromTheStartIsReported() {
        AlertLog alerts = new AlertLog();
        Object[] rest = {"network", "lan", "setting.enable_lsd", false};
        try (EngineSession session = EngineSession.start(on("none9", rest), LocalSession.ALL, alerts)) {
            assertThat(alerts.await(NetworkDeviceDown.class).device()).isEqualTo("none9");
            session.reconfigure(on("none8", rest));
            assertThat(alerts.await(
                                    NetworkDeviceDown.class,
                                    alert -> alert.device().equals("none8"))
                            .origin()
                            .session())
                    .isEqualTo(session.name());
            assertThat(alerts.all()).noneMatch(NetworkDeviceUp.class::isInstance);
        }
    }

    private EngineOptions on(String device, Object... rest) {
        Map<String, Object> properties =
                new HashMap<>(Map.of("network.device", device, "temporary", "yes", "save.path", folder.toString()));
        for (int i = 0; i < rest.length; i += 2) {
            properties.put((String) rest[i], rest[i + 1]);
        }
        return new SessionOptions(properties).read();
    }

    @Test
    @Timeout(300)
    void nothingLeavesByAnotherDeviceWhileItIsDown() throws IOException, InterruptedException {
        NetworkNamespace.assertEnds(NetworkDeviceTest.class, folder);
    }

    /** What runs in the namespace, whose other device has the default route. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        addDevice();
        long before = NetworkNamespace.sent();
        try (EngineSession session = start(folder, "network.device", "tun9")) {
            Wait.until(
                    "it listens",
                    () -> session.listenEndpoints().equals(List.of(new Endpoint(Endpoint.address(ADDRESS), 6881))));
            assertThat(session.problems()).isEmpty();
            assertRejected(session);
            transfer(session, folder.resolve("first"));
            assertHttpsLeavesFrom(session);

            ip("link set tun9 down");
            assertIsCut(session);
            List<Torrent> torrents = Foreign.addAll(session, 1);
            ip("link del tun9");
            torrents.addAll(Foreign.addAll(session, 20));
            torrents.add(Foreign.addKnown(session, folder.resolve("known")));
            Foreign.awaitActive(torrents);
            assertIsCut(session);
            assertThat(NetworkNamespace.sent()).as("packets").isEqualTo(before);
            torrents.forEach(torrent -> Wait.answer(torrent.remove(false)));

            addDevice();
            Wait.until("it is up again", () -> session.problems().isEmpty());
            assertThat(session.settings().get("enable_outgoing_tcp").value()).isEqualTo(true);
            transfer(session, folder.resolve("second"));
            assertThat(NetworkNamespace.sent()).as("packets").isEqualTo(before);
            ip("link del tun9");
        }
        assertThatPacketsAreCounted(folder.resolve("third"));
        Namespace.ended();
    }

    static EngineSession start(Path downloads, Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "name",
                "vpn",
                "network",
                "internet",
                "temporary",
                "yes",
                "save.path",
                downloads.resolve("to").toString(),
                "dht.bootstrap.nodes",
                "203.0.113.9:6881",
                "setting.enable_lsd",
                true,
                "setting.announce_to_all_tiers",
                true,
                "setting.validate_https_trackers",
                true));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return EngineSession.start(new SessionOptions(properties).read(), LocalSession.ALL, new AlertLog());
    }

    // as a VPN's, with routes to everywhere that win over the default route
    private static void addDevice() {
        ip("link add tun9 type veth peer name far9");
        ip("link set tun9 addrgenmode none");
        ip("link set far9 addrgenmode none");
        ip("link set far9 up");
        ip("address add " + ADDRESS + "/24 dev tun9");
        ip("link set tun9 up");
        ip("route add 0.0.0.0/1 dev tun9");
        ip("route add 128.0.0.0/1 dev tun9");
    }

    private static void ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .as(arguments)
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRejected(TorrentSession session) {
        Map.<String, Object>of("outgoing_interfaces", "", "listen_interfaces", "0.0.0.0:6881", "proxy_type", 2)
                .forEach((name, value) -> assertThatThrownBy(
                                () -> session.settings().set(name, value))
                        .hasMessageContaining("network.device=tun9"));
    }

    private static void transfer(TorrentSession session, Path folder) {
        Map<String, Object> settings = Map.of("listen_interfaces", ADDRESS + ":0", "enable_lsd", false);
        try (LocalSession seeder = LocalSession.startTrusting("seeder", NetworkMode.LAN, folder, settings)) {
            Seed seed = Seed.of(seeder, Content.write(folder, 100_000), TorrentFormat.V1);
            Torrent seeding = seeder.session()
                    .add(seed.torrent().savePath(folder).started().seed().build())
                    .torrent();
            Wait.until("it seeds", () -> seeding.status().orElseThrow().isSeeding());
            Torrent torrent = session.add(seed.download().build()).torrent();
            Wait.until("it is downloaded", () -> torrent.status().orElseThrow().isFinished());
            Wait.answer(torrent.remove(true));
        }
    }

    // the server sees from where it is asked, and what would follow does not matter
    private static void assertHttpsLeavesFrom(TorrentSession session) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Torrent torrent = session.add(AddTorrent.infoHash(Foreign.hash(0))
                            .tracker("https://127.0.0.1:" + server.getLocalPort() + "/announce")
                            .started()
                            .build())
                    .torrent();
            server.setSoTimeout(30_000);
            try (Socket asked = server.accept()) {
                assertThat(asked.getInetAddress()).isEqualTo(InetAddress.getByName(ADDRESS));
            }
            Wait.answer(torrent.remove(false));
        }
    }

    static void assertIsCut(EngineSession session) {
        SessionProblem problem = Wait.forValue(
                        "it is cut",
                        session::problems,
                        found -> found.size() == 1 && found.get(0).subject().equals("network"))
                .get(0);
        assertThat(problem.severity()).isEqualTo(SessionProblem.Severity.ERROR);
        assertThat(problem.text()).contains("tun9 is down", "network.device");
        assertThat(session.settings().get("enable_dht").value()).isEqualTo(true);
    }

    // the same without a device
    private static void assertThatPacketsAreCounted(Path folder) throws IOException {
        try (EngineSession session = start(folder)) {
            Foreign.assertIsTriedBy(session);
        }
    }
}
