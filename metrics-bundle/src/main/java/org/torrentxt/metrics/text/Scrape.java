package org.torrentxt.metrics.text;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.SessionProblem.Severity;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;

/** All metrics at one moment, for one answer. Not thread-safe. */
public final class Scrape {
    private static final String SESSION = "session";

    private final Points points = new Points();
    private final Set<String> names = new HashSet<>(); // a session may start or be replaced meanwhile, and count twice
    private final int labelsLimit;
    private final int torrentsLimit;

    /**
     * Begins without values.
     *
     * @param labelsLimit the maximum number of labels of a session with metrics of their own
     * @param torrentsLimit the maximum number of torrents of a session with metrics of their own
     */
    public Scrape(int labelsLimit, int torrentsLimit) {
        this.labelsLimit = labelsLimit;
        this.torrentsLimit = torrentsLimit;
    }

    /** Adds what the engine knows of sessions, and those that are not running and have not been added. */
    public void add(TorrentEngine engine) {
        engine.failedSessions().keySet().stream()
                .filter(names::add)
                .forEach(name -> points.add(Metric.SESSION_UP, false, SESSION, name));
        List<SessionProblem> problems = engine.sessionProblems();
        problems.stream()
                .map(SessionProblem::session)
                .distinct()
                .forEach(session -> List.of(Severity.values())
                        .forEach(severity -> points.add(
                                Metric.SESSION_PROBLEMS,
                                count(problems, session, severity),
                                SESSION,
                                session,
                                "severity",
                                severity == Severity.ERROR ? "error" : "warning")));
    }

    private static long count(List<SessionProblem> problems, String session, Severity severity) {
        return problems.stream()
                .filter(problem -> problem.session().equals(session) && problem.severity() == severity)
                .count();
    }

    /** Adds a session, unless one of that name has been added; of one that is stopping only that it is not up. */
    public void add(TorrentSession session) {
        String name = session.name();
        if (!names.add(name)) {
            return;
        }
        SessionStatus status;
        List<TorrentStatus> torrents;
        try {
            status = session.status();
            torrents = session.statuses();
        } catch (TorrentException e) {
            points.add(Metric.SESSION_UP, false, SESSION, name);
            return;
        }
        points.add(Metric.SESSION_UP, true, SESSION, name);
        SessionPoints.add(points, session, status, torrents);
        LabelPoints.add(points, name, torrents, labelsLimit);
        TorrentPoints.add(points, name, torrents, torrentsLimit);
    }

    /**
     * An answer in the format that the client asks for: OpenMetrics, else the Prometheus text format.
     *
     * @param accept the header {@code Accept}; null if there is none
     */
    public Answer answer(String accept) {
        return new Answer(writer(accept), points.snapshots());
    }

    // The client's own choice includes a binary format, whose classes are not embedded.
    private static ExpositionFormatWriter writer(String accept) {
        ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
        return accept != null && openMetrics.accepts(accept) ? openMetrics : PrometheusTextFormatWriter.create();
    }

    /** Metrics in a text format. */
    public static final class Answer {
        private final ExpositionFormatWriter writer;
        private final MetricSnapshots snapshots;

        private Answer(ExpositionFormatWriter writer, MetricSnapshots snapshots) {
            this.writer = writer;
            this.snapshots = snapshots;
        }

        /** Its media type, with the version of the format. */
        public String contentType() {
            return writer.getContentType();
        }

        /** Writes it; the stream is flushed, not closed. */
        public void writeTo(OutputStream out) throws IOException {
            writer.write(out, snapshots);
            out.flush();
        }
    }
}
