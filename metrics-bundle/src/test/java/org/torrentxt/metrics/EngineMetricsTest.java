package org.torrentxt.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.SessionProblem.Severity;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.metrics.jmx.SessionBean;
import org.torrentxt.metrics.jmx.TorrentBeans;
import org.torrentxt.metrics.text.Metric;
import org.torrentxt.metrics.text.Samples;
import org.torrentxt.metrics.text.Scrape;
import org.torrentxt.testing.FakeEngine;

/** A session of the engine, with a torrent that has a label: no metric lacks a value. */
class EngineMetricsTest {
    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private EngineSession session;

    @BeforeEach
    void start() {
        session = EngineSession.start(
                new EngineOptions(
                        "default",
                        NetworkMode.LOCAL,
                        false,
                        folder,
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false)),
                Set.of(),
                alert -> {});
        awaitListening();
        session.add(AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH)
                .label("film")
                .started()
                .build());
    }

    // later than it is started on a busy machine
    private void awaitListening() {
        long start = System.nanoTime();
        while (session.listenEndpoints().isEmpty()) {
            assertThat(System.nanoTime() - start).as("listens").isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    @AfterEach
    void stop() {
        session.close();
    }

    @Test
    void allMetricsHaveValuesWithTheirTypeAndMeaning() {
        FakeEngine engine = new FakeEngine();
        engine.addSessionProblem(SessionProblem.builder("default", Severity.ERROR, "listening", "port in use")
                .build());
        Scrape scrape = new Scrape(50, 10);
        scrape.add(engine);
        scrape.add(session);
        Samples samples = Samples.of(scrape);

        assertThat(samples.types().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::text).toList());
        assertThat(Metric.values()).allSatisfy(metric -> {
            assertThat(samples.types().get(metric.text()))
                    .isEqualTo(metric.kind() == Metric.Kind.COUNTER ? "counter" : "gauge");
            assertThat(samples.helps()).containsEntry(metric.text(), metric.help());
            assertThat(samples.values(metric).keySet())
                    .allSatisfy(labels -> assertThat(labels).containsEntry("session", "default"));
            assertThat(samples.values(metric).values())
                    .allSatisfy(value -> assertThat(value).isNotNegative().isFinite());
        });
        assertThat(samples.value(Metric.TORRENTS, "session", "default", "state", "fetching_metadata"))
                .isEqualTo(1);
        assertThat(samples.value(Metric.LABEL_TORRENTS, "session", "default", "label", "film"))
                .isEqualTo(1);
        assertThat(samples.value(Metric.LISTEN_ENDPOINTS, "session", "default")).isEqualTo(1);
    }

    @Test
    void theMBeanSaysTheSame() {
        TorrentBeans exposed = new TorrentBeans(session, (torrent, keys) -> null, System::nanoTime);
        SessionBean bean = new SessionBean(session, exposed, System::nanoTime);
        assertThat(bean.getTorrentsByState()).containsEntry("fetching_metadata", 1);
        assertThat(bean.getListenEndpoints()).singleElement().asString().startsWith("127.0.0.1:");
        assertThat(bean.getCounters()).containsKey("disk.num_blocks_read");
        assertThat(bean.listTorrents(0, 10))
                .singleElement()
                .satisfies(row -> assertThat(row.getInfoHash()).isEqualTo(HASH));
    }
}
