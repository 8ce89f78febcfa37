package org.torrentxt.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.metrics.text.Scrape;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Prometheus itself, from Debian, on 127.0.0.1: it scrapes, and its tool judges format and rules. */
@Tag("judge")
class PrometheusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern RULES = Pattern.compile("(?s)```yaml\n(groups:.*?)```");
    private static final Pattern VALUE = Pattern.compile("\"value\":\\[[0-9.]+,\"([^\"]+)\"\\]");

    @TempDir
    Path folder;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).labels("film").build(),
            StatusBuilder.status(2).name("a \"b\"\\\n").labels("film", "b\\\"").build(),
            StatusBuilder.status(3).complete().build());

    @BeforeEach
    void serve() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/torrentxt");
        context.addServlet(new ServletHolder(new MetricsServlet(this::scrape)), "/metrics");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Scrape scrape() {
        Scrape scrape = new Scrape(50, 50);
        scrape.add(session);
        return scrape;
    }

    private Process start(Path input, String... command) throws IOException {
        boolean isInstalled = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, command[0])));
        if (!isInstalled) {
            fail(command[0] + " is not installed; .ci/run installs the programs that judge, with apt-get");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        return builder.start();
    }

    private void assertSucceeds(Path input, String... command) throws Exception {
        Process process = start(input, command);
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("output")))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void itsToolHasNothingToSayAgainstTheFormatAndTheNames() throws Exception {
        Path metrics = folder.resolve("metrics");
        try (var out = Files.newOutputStream(metrics)) {
            scrape().answer(null).writeTo(out);
        }
        assertSucceeds(metrics, "promtool", "check", "metrics");
    }

    @Test
    void theRulesOfThePageAreWellFormed() throws Exception {
        Matcher rules = RULES.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
        assertThat(rules.find()).isTrue();
        Path file = Files.writeString(folder.resolve("rules.yml"), rules.group(1));
        assertSucceeds(null, "promtool", "check", "rules", file.toString());
    }

    @Test
    void itScrapesAndSums() throws Exception {
        int port = freePort();
        Path configuration =
                Files.writeString(folder.resolve("prometheus.yml"), """
                    global:
                      scrape_interval: 1s
                    scrape_configs:
                      - job_name: torrentxt
                        metrics_path: /torrentxt/metrics
                        static_configs:
                          - targets: ["127.0.0.1:%d"]
                    """.formatted(connector.getLocalPort()));
        Process prometheus = start(
                null,
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
        try {
            await(port, "sum(torrentxt_torrents)", "3");
            await(port, "torrentxt_torrents{state=\"downloading\"}", "2");
            await(port, "torrentxt_label_torrents{label=\"film\"}", "2");
            await(port, "torrentxt_label_torrents{label=\"b\\\\\\\"\"}", "1");
            await(port, "sum(torrentxt_done_bytes) / sum(torrentxt_wanted_bytes)", "0.6666666666666666");
            await(
                    port,
                    "count(torrentxt_torrent_progress_ratio * on (session, hash) group_left (name)"
                            + " torrentxt_torrent_info)",
                    "3");
            await(port, "up{job=\"torrentxt\"}", "1");
        } finally {
            prometheus.destroy();
            if (!prometheus.waitFor(10, TimeUnit.SECONDS)) {
                prometheus.destroyForcibly().waitFor();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void await(int port, String query, String value) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            last = ask(port, query);
            Matcher found = VALUE.matcher(last);
            if (found.find() && found.group(1).equals(value)) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        fail(query + " is not " + value + ": " + last + "\n" + Files.readString(folder.resolve("output")));
    }

    private static String ask(int port, String query) throws InterruptedException {
        URI uri = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return e.toString(); // not listening yet
        }
    }
}
