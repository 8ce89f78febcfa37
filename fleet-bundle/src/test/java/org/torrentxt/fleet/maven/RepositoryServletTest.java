package org.torrentxt.fleet.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.artifact.MavenArtifact;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** The repository over HTTP, with torrents of a real session that has no peers. */
@Timeout(60)
class RepositoryServletTest {
    private static final MavenArtifact ARTIFACT = MavenArtifact.parse("mvn:com.acme/maps/1.0");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private EngineSession session;
    private Optional<Torrent> published = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        session = EngineSession.start(
                new EngineOptions(
                        "test",
                        NetworkMode.LOCAL,
                        false,
                        folder,
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false)),
                Set.of(),
                alert -> {});
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(
                new ServletHolder(new RepositoryServlet(
                        artifact -> published.filter(torrent -> artifact.equals(ARTIFACT)), PATIENCE)),
                "/torrentxt-maven/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        session.close();
    }

    private CreatedTorrent created(String content) throws Exception {
        Path root = folder.resolve(ARTIFACT.deployment());
        Path file = root.resolve(ARTIFACT.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.writeString(root.resolve(ARTIFACT.path() + ".sha1"), HASH);
        return new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(root).build())
                .join();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/torrentxt-maven/" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    // On a busy machine, what does not come within a second is left to other repositories.
    private HttpResponse<String> served(String path) throws Exception {
        AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
        Wait.until("served", () -> {
            answer.set(send(request(path)));
            return answer.get().statusCode() == 200;
        });
        return answer.get();
    }

    private boolean isBrokenOff(String path) throws InterruptedException {
        try {
            assertThat(client.send(request(path).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(404); // as above
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private int status(String path) throws Exception {
        return send(request(path)).statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "content of the jar"})
    void artifactsAndTheirChecksumsAreServed(String content) throws Exception {
        published = Optional.of(
                session.add(created(content).seed().started().build()).torrent());
        Wait.until("seeding", () -> published.get().status().orElseThrow().isSeeding());

        HttpResponse<String> answer = served(ARTIFACT.path());
        assertThat(answer.body()).isEqualTo(content);
        HttpResponse<String> head = send(request(ARTIFACT.path()).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains(String.valueOf(content.length()));
        assertThat(served(ARTIFACT.path() + ".sha1").body()).isEqualTo(HASH);
        assertThat(status(ARTIFACT.path() + ".md5")).isEqualTo(404);
        assertThat(published.get().openChannels()).isZero();
    }

    @Test
    void whatDoesNotArriveIsNotFoundSoThatOtherRepositoriesAreAsked() throws Exception {
        published = Optional.of(session.add(AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH)
                        .started()
                        .build())
                .torrent());
        assertThat(status(ARTIFACT.path())).as("without metadata").isEqualTo(404);

        published = Optional.of(session.add(
                        AddTorrent.torrentBytes(created("content of the jar").content())
                                .savePath(folder.resolve("elsewhere"))
                                .started()
                                .build())
                .torrent());
        assertThat(status(ARTIFACT.path())).as("without content").isEqualTo(404);
        assertThat(published.get().openChannels()).isZero();

        published.get().remove(false).toCompletableFuture().join();
        assertThat(status(ARTIFACT.path())).as("removed").isEqualTo(404);
    }

    @Test
    void contentThatStaysAwayAfterItsBeginningEndsTheConnection() throws Exception {
        CreatedTorrent created = created("x".repeat(1_000_000));
        Path copy = folder.resolve("elsewhere").resolve(ARTIFACT.deployment());
        Files.createDirectories(copy.resolve(ARTIFACT.path()).getParent());
        Files.writeString(copy.resolve(ARTIFACT.path()), "x".repeat(500_000) + "y".repeat(500_000));
        published = Optional.of(session.add(AddTorrent.torrentBytes(created.content())
                        .savePath(folder.resolve("elsewhere"))
                        .started()
                        .build())
                .torrent());
        Wait.until("checked", () -> published.get().status().orElseThrow().totalDone() > 100_000);

        Wait.until("broken off", () -> isBrokenOff(ARTIFACT.path()));
        assertThat(published.get().openChannels()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "com/acme/maps/maven-metadata.xml",
                "com/acme/maps/1.0/maps-1.0.pom",
                "com/acme/maps/1.0/..%2F1.0/maps-1.0.jar",
                ".sha1"
            })
    void whatTheFleetDoesNotKnowIsNotFound(String path) throws Exception {
        assertThat(status(path)).isIn(400, 404); // 400 from Jetty
    }

    @ParameterizedTest
    @CsvSource({"Forwarded, for=192.0.2.1", "X-Forwarded-For, 192.0.2.1", "Via, 1.1 proxy"})
    void othersThanThisMachineAreRefused(String name, String value) throws Exception {
        assertThat(send(request(ARTIFACT.path()).header(name, value)).statusCode())
                .isEqualTo(403);
        assertThat(send(request(ARTIFACT.path()).header(name, value).method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"evil.example, 403", "localhost.evil.example, 403", "localhost, 404", "[::1]:8181, 404"})
    void otherNamesOfThisMachineAreRefused(String host, String status) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.getOutputStream()
                    .write(("GET /torrentxt-maven/" + ARTIFACT.path() + " HTTP/1.1\r\nHost: " + host
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void nothingCanBeUploaded() throws Exception {
        assertThat(send(request(ARTIFACT.path()).PUT(BodyPublishers.ofString("jar")))
                        .statusCode())
                .isEqualTo(405);
    }
}
