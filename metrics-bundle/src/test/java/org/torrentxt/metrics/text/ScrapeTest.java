package org.torrentxt.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrentxt.testing.StatusBuilder.status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.SessionProblem.Severity;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.metrics.Stopping;
import org.torrentxt.testing.FakeEngine;
import org.torrentxt.testing.FakeSession;

class ScrapeTest {
    private static final String HOSTILE = "a\\b\"c\nd{}=,é☃ # TYPE x";

    private static Samples scrape(int labels, int torrents, TorrentSession... sessions) {
        Scrape scrape = new Scrape(labels, torrents);
        List.of(sessions).forEach(scrape::add);
        return Samples.of(scrape);
    }

    private static String hash(int torrent) {
        return String.format("%040x", torrent);
    }

    @Test
    void withoutSessionsThereIsNothing() {
        assertThat(scrape(50, 0).types()).isEmpty();
    }

    @Test
    void torrentsAreSummedByState() {
        Samples samples = scrape(
                50,
                0,
                new FakeSession(
                        "a",
                        status(1).build(),
                        status(2).build(),
                        status(3).complete().build()),
                new FakeSession("b"));
        assertThat(samples.value(Metric.TORRENTS, "session", "a", "state", "downloading"))
                .isEqualTo(2);
        assertThat(samples.value(Metric.TORRENTS, "session", "a", "state", "seeding"))
                .isEqualTo(1);
        assertThat(samples.value(Metric.TORRENTS, "session", "a", "state", "error"))
                .isZero();
        assertThat(samples.value(Metric.TORRENTS, "session", "b", "state", "downloading"))
                .isZero();
        assertThat(samples.value(Metric.WANTED_BYTES, "session", "a")).isEqualTo(3.0 * (100 << 20));
        assertThat(samples.value(Metric.DONE_BYTES, "session", "a")).isEqualTo(2.0 * (100 << 20));
        assertThat(samples.value(Metric.SESSION_UP, "session", "b")).isEqualTo(1);
    }

    @Test
    void nothingOfATorrentIsShownUnlessAskedFor() {
        Samples samples = scrape(50, 0, new FakeSession("a", status(1).build()));
        assertThat(samples.types().keySet()).noneMatch(name -> name.startsWith("torrentxt_torrent_"));
        assertThat(samples.value(Metric.TORRENTS_OMITTED, "session", "a")).isEqualTo(1);
    }

    @Test
    void theLastTorrentsHaveMetricsOfTheirOwnUpToTheLimit() {
        Samples samples = scrape(
                50,
                2,
                new FakeSession(
                        "a",
                        status(1).build(),
                        status(2).error("disk full").build(),
                        status(3).withoutMetadata().build()));
        assertThat(samples.values(Metric.TORRENT_INFO).keySet())
                .extracting(labels -> labels.get("hash"))
                .containsExactlyInAnyOrder(hash(2), hash(3));
        assertThat(samples.value(Metric.TORRENT_PROGRESS_RATIO, "session", "a", "hash", hash(2)))
                .isEqualTo(0.5);
        assertThat(samples.value(Metric.TORRENT_PROGRESS_RATIO, "session", "a", "hash", hash(3)))
                .isZero();
        assertThat(samples.value(Metric.TORRENT_ERROR, "session", "a", "hash", hash(2)))
                .isEqualTo(1);
        assertThat(samples.value(Metric.TORRENT_ERROR, "session", "a", "hash", hash(3)))
                .isZero();
        assertThat(samples.value(Metric.TORRENTS_OMITTED, "session", "a")).isEqualTo(1);
    }

    @Test
    void labelsWithTheMostTorrentsHaveMetricsOfTheirOwn() {
        Samples samples = scrape(
                2,
                0,
                new FakeSession(
                        "a",
                        status(1).labels("rare", "often", "b").build(),
                        status(2).labels("often", "b").build(),
                        status(3).labels("often", "c").build()));
        assertThat(samples.values(Metric.LABEL_TORRENTS)).hasSize(2);
        assertThat(samples.value(Metric.LABEL_TORRENTS, "session", "a", "label", "often"))
                .isEqualTo(3);
        assertThat(samples.value(Metric.LABEL_TORRENTS, "session", "a", "label", "b"))
                .isEqualTo(2);
        assertThat(samples.value(Metric.LABEL_DONE_BYTES, "session", "a", "label", "b"))
                .isEqualTo(100 << 20);
        assertThat(samples.value(Metric.LABELS_OMITTED, "session", "a")).isEqualTo(2);
    }

    @Test
    void namesAndLabelsFromAnywhereStayValues() {
        Samples samples = scrape(
                50,
                1,
                new FakeSession(
                        "a",
                        status(1).name(HOSTILE).labels("it's \"new\" {x}\\").build()));
        assertThat(samples.value(Metric.TORRENT_INFO, "session", "a", "hash", hash(1), "id", "1", "name", HOSTILE))
                .isEqualTo(1);
        assertThat(samples.value(Metric.LABEL_TORRENTS, "session", "a", "label", "it's \"new\" {x}\\"))
                .isEqualTo(1);
    }

    @Test
    void aSessionThatIsStoppingIsDownAndTheOthersAreShown() {
        Samples samples = scrape(50, 0, Stopping.session(), new FakeSession("a"));
        assertThat(samples.value(Metric.SESSION_UP, "session", "late")).isZero();
        assertThat(samples.value(Metric.SESSION_UP, "session", "a")).isEqualTo(1);
        assertThat(samples.values(Metric.PEERS)).hasSize(1);
    }

    @Test
    void sessionsThatDoNotRunAndProblemsAreThoseOfTheEngine() {
        FakeEngine engine = new FakeEngine();
        engine.failSession("broken", "its state folder is in use");
        engine.addSessionProblem(SessionProblem.builder("a", Severity.WARNING, "listening", "port in use")
                .build());
        Scrape scrape = new Scrape(50, 0);
        scrape.add(engine);
        scrape.add(new FakeSession("a"));
        Samples samples = Samples.of(scrape);
        assertThat(samples.value(Metric.SESSION_UP, "session", "broken")).isZero();
        assertThat(samples.value(Metric.SESSION_UP, "session", "a")).isEqualTo(1);
        assertThat(samples.value(Metric.SESSION_PROBLEMS, "session", "a", "severity", "warning"))
                .isEqualTo(1);
        assertThat(samples.value(Metric.SESSION_PROBLEMS, "session", "a", "severity", "error"))
                .isZero();
    }

    @Test
    void aSessionThatStartsOrIsReplacedMeanwhileCountsOnce() {
        FakeEngine engine = new FakeEngine();
        engine.failSession("a", "starting");
        engine.failSession("late", "stopping");
        Scrape scrape = new Scrape(50, 0);
        scrape.add(new FakeSession("a"));
        scrape.add(new FakeSession("a", status(1).build()));
        scrape.add(Stopping.session());
        scrape.add(engine);
        Samples samples = Samples.of(scrape);
        assertThat(samples.value(Metric.SESSION_UP, "session", "a")).isEqualTo(1);
        assertThat(samples.value(Metric.SESSION_UP, "session", "late")).isZero();
        assertThat(samples.value(Metric.TORRENTS, "session", "a", "state", "downloading"))
                .isZero();
    }

    @Test
    void openMetricsAreWrittenForThoseWhoAskForThem() throws IOException {
        Scrape scrape = new Scrape(50, 0);
        scrape.add(new FakeSession("a"));
        Scrape.Answer answer = scrape.answer("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.1");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answer.writeTo(bytes);
        assertThat(answer.contentType()).startsWith("application/openmetrics-text");
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("# TYPE torrentxt_downloaded_bytes counter")
                .contains("torrentxt_downloaded_bytes_total{session=\"a\"} 0")
                .endsWith("# EOF\n");
    }

    @Test
    void theBinaryFormatWhichIsNotEmbeddedIsAnsweredWithText() {
        Scrape.Answer answer = new Scrape(50, 0)
                .answer("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,"
                        + "*/*;q=0.1");
        assertThat(answer.contentType()).startsWith("text/plain; version=0.0.4");
    }
}
