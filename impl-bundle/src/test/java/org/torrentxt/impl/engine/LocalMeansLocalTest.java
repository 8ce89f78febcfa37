package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Namespace;
import org.torrentxt.impl.fixture.NetworkNamespace;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.ForeignNode;
import org.torrentxt.impl.fixture.net.ScriptedWeb;
import org.torrentxt.impl.fixture.net.ScriptedWeb.Answer;

/**
 * A session with {@code network=local} sends no packet that leaves this host, whatever trackers, web seeds, peers and
 * nodes on it say: counted in a network namespace with an interface that would take it, and a name server behind that.
 */
class LocalMeansLocalTest {
    private static final String OUTSIDE = "198.51.100.7";

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void noPacketAndNoLookUpLeavesThisHost() throws IOException, InterruptedException {
        NetworkNamespace.assertEnds(LocalMeansLocalTest.class, folder);
    }

    /** What runs in the namespace. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long before = NetworkNamespace.sent();
        Map<String, ?> open = Map.of(
                "listen_interfaces",
                "127.0.0.1:0,[::1]:0,lo:0",
                "enable_outgoing_utp",
                true,
                "enable_incoming_utp",
                true,
                "urlseed_wait_retry",
                1);
        try (LocalSession local = LocalSession.start("local", folder.resolve("downloads"), open);
                ScriptedWeb naming = ScriptedWeb.start(request -> Answer.ok("d8:intervali1800e5:peersl"
                        + "d2:ip12:peer.example4:porti6881ee" + "d2:ip12:198.51.100.74:porti6881ee" + "ee"));
                ScriptedWeb compact = ScriptedWeb.start(
                        request -> Answer.ok("d8:intervali1800e5:peers6:\u00c6\u0033\u0064\u0007\u001a\u00e1e"));
                ScriptedWeb byName = ScriptedWeb.start(request -> Answer.redirect("http://far.example/announce"));
                ScriptedWeb byAddress =
                        ScriptedWeb.start(request -> Answer.redirect("http://" + OUTSIDE + "/announce"));
                ForeignNode node = ForeignNode.start(new byte[20], (query, asked) -> Optional.of(outsideNodes()))) {
            Seed seed = Seed.of(local, Content.write(folder, 200_000), TorrentFormat.HYBRID);
            Torrent torrent = local.session()
                    .add(seed.torrent()
                            .tracker(naming.url("/announce"))
                            .tracker(compact.url("/announce"))
                            .tracker(byName.url("/announce"))
                            .tracker(byAddress.url("/announce"))
                            .tracker("udp://127.0.0.1:9/announce")
                            .tracker("udp://far.example:80/announce")
                            .tracker("https://far.example/announce")
                            .webSeed(byName.url("/"))
                            .webSeed(byAddress.url("/"))
                            .webSeed("https://far.example/")
                            .started()
                            .build())
                    .torrent();
            local.session().settings().set("announce_to_all_trackers", true);
            local.session().settings().set("announce_to_all_tiers", true);
            torrent.reannounce();
            local.session()
                    .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "cd".repeat(20) + "&dht=far.example:6881&x.pe="
                                    + OUTSIDE + ":6881&tr=http%3A%2F%2Ffar.example%2Fannounce")
                            .started()
                            .build());
            for (long type = 1; type <= 5; type++) {
                long refused = type;
                assertThatThrownBy(() -> local.session().settings().set("proxy_type", refused))
                        .hasMessageContaining("network=local");
            }
            local.session().dht().addBootstrapNode("127.0.0.1", node.port());
            local.alerts().await(TrackerReply.class, reply -> reply.tracker().equals(naming.url("/announce")));
            local.alerts().await(TrackerReply.class, reply -> reply.tracker().equals(compact.url("/announce")));
            for (ScriptedWeb redirecting : List.of(byName, byAddress)) {
                local.alerts().await(TrackerError.class, e -> e.tracker().equals(redirecting.url("/announce")));
                Wait.until(
                        "both web seeds are asked",
                        () -> redirecting.requests().stream().anyMatch(request -> request.startsWith("/content/")));
            }
            local.alerts().await(AlertType.PEER_BLOCKED);
            torrent.reannounce(); // asks the DHT, too
            Wait.until("the node is asked for peers", () -> node.queries().contains("get_peers"));
            local.session().dht().getPeers(torrent.infoHashes().best().orElseThrow());
            Wait.until("the node is asked more", () -> node.queries().size() >= 4);
            assertThat(openAtOtherAddresses()).isEmpty();
        }
        assertThat(NetworkNamespace.sent()).as("packets").isEqualTo(before);
        sendOne();
        assertThat(NetworkNamespace.sent()).as("one that does leave is counted").isGreaterThan(before);
        Namespace.ended();
    }

    // 198.51.100.7 and 2001:db8::7
    private static BencodeDictionary.Builder outsideNodes() {
        byte[] node = new byte[26];
        node[0] = 1;
        byte[] contact = {(byte) 198, 51, 100, 7, 0x1a, (byte) 0xe1};
        System.arraycopy(contact, 0, node, 20, 6);
        byte[] node6 = new byte[38];
        byte[] contact6 = {0x20, 1, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0x1a, (byte) 0xe1};
        System.arraycopy(contact6, 0, node6, 20, 18);
        return BencodeDictionary.builder()
                .put("nodes", node)
                .put("nodes6", node6)
                .put("values", List.of(contact));
    }

    private static void sendOne() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getByName(OUTSIDE), 6881));
        }
    }

    /** The local addresses of sockets that others than this host could reach, or that send from another address. */
    private static List<String> openAtOtherAddresses() {
        return Stream.of("tcp", "tcp6", "udp", "udp6")
                .flatMap(kind -> lines("/proc/self/net/" + kind))
                .filter(line -> !line.strip().startsWith("sl"))
                .map(line -> line.strip().split("\\s+")[1])
                .filter(address -> !address.matches("[0-9A-F]{6}7F:.*") // 127.0.0.0/8, in the order of this machine
                        && !address.startsWith("00000000000000000000000001000000:")
                        && !address.matches("0000000000000000FFFF0000[0-9A-F]{6}7F:.*"))
                .toList();
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
