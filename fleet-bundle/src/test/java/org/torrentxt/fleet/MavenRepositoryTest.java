package org.torrentxt.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.artifact.MavenArtifact;
import org.torrentxt.fleet.cluster.Cluster;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.fleet.maven.RepositoryServlet;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** Two nodes with sessions of the engine: what one publishes, the Maven repository of the other one serves. */
@Timeout(120)
class MavenRepositoryTest {
    private static final DhtKeyPair RELEASES = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final DhtKeyPair MAPS = DhtKeyPair.fromSeed("cd".repeat(32));
    private static final MavenArtifact ARTIFACT = MavenArtifact.parse("mvn:com.acme/maps/1.0");
    private static final String CHECKSUM = "0123456789abcdef0123456789abcdef01234567";
    private static final int SIZE = 1_000_000;
    private static final int RATE = 300_000;

    @TempDir
    Path folder;

    private final List<EngineSession> sessions = new ArrayList<>();
    private final List<FleetComponent> fleets = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private byte[] content;

    @BeforeEach
    void start() throws Exception {
        Cluster cluster = new Cluster(2);
        for (int i = 0; i < 2; i++) {
            Files.createDirectories(folder(i));
            sessions.add(session(i));
            fleets.add(fleet(i, cluster));
        }
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new RepositoryServlet(fleets.get(1)::find)), "/torrentxt-maven/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        fleets.forEach(FleetComponent::stop);
        sessions.forEach(EngineSession::close);
    }

    private Path folder(int node) {
        return folder.resolve("node" + node);
    }

    private EngineSession session(int node) {
        return EngineSession.start(
                new EngineOptions(
                        "node" + node,
                        NetworkMode.LOCAL,
                        false,
                        folder(node),
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false, "upload_rate_limit", RATE)),
                Set.of(),
                alert -> {});
    }

    private FleetComponent fleet(int node, Cluster cluster) {
        FleetComponent fleet = new FleetComponent(
                Map.of(
                        "name", "node" + node,
                        "port", String.valueOf(cluster.port(node)),
                        "members", "127.0.0.1:" + cluster.port(0) + ",127.0.0.1:" + cluster.port(1),
                        "session", "node" + node,
                        "trust",
                                RELEASES.publicKey() + ":" + folder(node) + "," + MAPS.publicKey() + ":" + folder(node),
                        "maven.keys", RELEASES.publicKey().hex()),
                folder(node).resolve("fleet"),
                Optional::empty);
        fleet.addSession(sessions.get(node));
        fleet.start();
        return fleet;
    }

    private void publish(DhtKeyPair keys) throws Exception {
        publish(keys, ARTIFACT.deployment());
    }

    private void publish(DhtKeyPair keys, String name) throws Exception {
        Path root = folder(0).resolve(ARTIFACT.deployment());
        Path file = root.resolve(ARTIFACT.path());
        Files.createDirectories(file.getParent());
        content = new byte[SIZE];
        new Random(1).nextBytes(content);
        Files.write(file, content);
        Files.writeString(root.resolve(ARTIFACT.path() + ".sha1"), CHECKSUM);
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(root).build())
                .join()
                .content();
        Torrent torrent =
                sessions.get(0).add(AddTorrent.torrentBytes(created).build()).torrent();
        Wait.until("seeding", () -> torrent.status().orElseThrow().isSeeding());
        InfoHashes hashes = torrent.infoHashes();
        Wait.until(
                "nodes",
                () -> fleets.get(1).nodes().stream()
                                .filter(node -> node.listenPort() > 0)
                                .count()
                        == 2);
        fleets.get(0).deploy(DeployTorrent.builder(name, hashes).build(), keys);
        InfoHash hash = hashes.best().orElseThrow();
        Wait.until("fetching", () -> sessions.get(1).find(hash).isPresent());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/torrentxt-maven/" + path));
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofByteArray());
    }

    // On a busy machine, what does not come within a second is left to other repositories.
    private HttpResponse<byte[]> served(String path) throws Exception {
        AtomicReference<HttpResponse<byte[]>> answer = new AtomicReference<>();
        Wait.until("served", () -> {
            answer.set(get(path));
            return answer.get().statusCode() == 200;
        });
        return answer.get();
    }

    private int head(String path) throws Exception {
        return client.send(request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void whatIsPublishedIsServedByTheOtherNodeWhileItIsFetched() throws Exception {
        publish(RELEASES);
        Wait.until("first bytes", () -> sessions.get(1).statuses().get(0).allTimeDownload() > 0);

        HttpResponse<byte[]> answer = served(ARTIFACT.path());
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("Content-Length")).contains(String.valueOf(SIZE));
        assertThat(served(ARTIFACT.path() + ".sha1").body()).asString().isEqualTo(CHECKSUM);
        assertThat(get(MavenArtifact.parse("mvn:com.acme/maps/1.0/pom").path()).statusCode())
                .isEqualTo(404);

        fleets.get(0).undeploy(ARTIFACT.deployment(), RELEASES);
        // no content, which would end in its middle
        Wait.until("undeployed", () -> head(ARTIFACT.path()) == 404);
    }

    @Test
    void whatIsPublishedWithOthersIsServed() throws Exception {
        String other = MavenArtifact.parse("mvn:com.acme/maps/1.0/xml/features").deployment();
        publish(RELEASES, other);
        Wait.until("known", () -> head(ARTIFACT.path()) == 200);
        assertThat(served(ARTIFACT.path()).body()).isEqualTo(content);
        assertThat(served(ARTIFACT.path() + ".sha1").body()).asString().isEqualTo(CHECKSUM);
        assertThat(head(MavenArtifact.parse("mvn:com.acme/maps/1.0/pom").path()))
                .isEqualTo(404);
        fleets.get(0).undeploy(other, RELEASES);
        Wait.until("undeployed", () -> head(ARTIFACT.path()) == 404);
    }

    @Test
    void keysThatMayDeployOnlyPublishNothing() throws Exception {
        publish(MAPS);

        assertThat(get(ARTIFACT.path()).statusCode()).isEqualTo(404);
    }
}
