package org.torrentxt.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.engine.EngineSession;

/** The time to start and stop a session. */
final class LifecycleBenchmark implements Benchmark {
    private static final int TIMES = 10;
    private static final int TORRENTS = 100;
    private static final String METHOD = """
        Starting a session until it listens on 127.0.0.1, and stopping it until it is gone: ten times each, alternating,
        after a warm-up. Compared with the binding's `SessionManager`, which is stopped without torrents.\
        """;

    private final Map<String, Samples> milliseconds = new LinkedHashMap<>();

    @Override
    public String name() {
        return "lifecycle";
    }

    @Override
    public Section run(Workspace workspace) {
        for (int i = 0; i <= TIMES; i++) {
            ours("service", workspace, 0);
            ours("service, " + TORRENTS + " torrents", workspace, TORRENTS);
            manager();
            if (i == 0) {
                milliseconds.clear();
            }
        }
        Table details = new Table("milliseconds", "median (least–greatest)");
        milliseconds.forEach((what, samples) -> details.row(what, samples.summary(1)));
        return new Section(
                "Start and stop of a session",
                METHOD,
                List.of(headline("service"), headline("service, " + TORRENTS + " torrents")),
                details);
    }

    private Headline headline(String what) {
        Samples ours = milliseconds.get(what + ": both");
        Samples reference = milliseconds.get("manager: both");
        return new Headline(
                "start and stop, " + what + ", ms; reference: manager",
                ours.summary(1),
                reference.summary(1),
                reference.dividedBy(ours).summary(1),
                "300 ms");
    }

    private void ours(String what, Workspace workspace, int torrents) {
        long begin = System.nanoTime();
        EngineSession session = EngineSession.start(
                ServiceSession.options("lifecycle", workspace.resolve("lifecycle"), Map.of()), Set.of(), alert -> {});
        long started = System.nanoTime();
        StatusBenchmark.addPaused(session, torrents);
        long used = System.nanoTime();
        session.close();
        record(what, started - begin, System.nanoTime() - used);
    }

    private void manager() {
        long begin = System.nanoTime();
        ManagerSession session = new ManagerSession(true);
        session.port();
        long started = System.nanoTime();
        session.close();
        record("manager", started - begin, System.nanoTime() - started);
    }

    private void record(String what, long start, long stop) {
        add(what + ": start", start);
        add(what + ": stop", stop);
        add(what + ": both", start + stop);
    }

    private void add(String what, long nanoseconds) {
        milliseconds.computeIfAbsent(what, w -> new Samples()).add(nanoseconds / 1e6);
    }
}
