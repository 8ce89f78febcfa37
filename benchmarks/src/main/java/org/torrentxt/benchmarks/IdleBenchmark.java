package org.torrentxt.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.event.SessionEvents;

/** What sessions cost that do nothing. */
final class IdleBenchmark implements Benchmark {
    private static final int SECONDS = 20;
    private static final int MANY = 10;
    private static final int TORRENTS = 20;
    private static final String OURS = "torrentxt";
    private static final String ENGINE = "Network";
    private static final String METHOD = """
        Sessions with the defaults of `network=local`, with state folders, an EventAdmin and no subscribers, in which
        nothing happens for %d seconds: without torrents, and with %d that are paused. Waking is a thread that goes on
        after it has waited, as the kernel counts it (`voluntary_ctxt_switches`); ours are the threads with names of
        TorrentXT, the engine's its network thread. CPU is that of the whole process, less that of the same process
        before it had sessions.\
        """.formatted(SECONDS, TORRENTS);

    private final Table details = new Table(
            "sessions", "torrents each", "ours, times/s a session", "engine, times/s a session", "CPU, % of a core");
    private final List<Headline> headlines = new ArrayList<>();

    private record Cost(Map<String, Long> wakeups, double cpuPercent) {
        double perSecond(String prefix) {
            return wakeups.entrySet().stream()
                            .filter(thread -> thread.getKey().startsWith(prefix))
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    / (double) SECONDS;
        }
    }

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(workspace.resolve("idle"));
        try (EmbeddedFramework framework = EmbeddedFramework.start(folder.resolve("framework"))) {
            double before = measure().cpuPercent();
            for (int sessions : List.of(1, MANY)) {
                for (int torrents : List.of(0, TORRENTS)) {
                    Path place = Files.createDirectories(folder.resolve(sessions + "-" + torrents));
                    record(sessions, torrents, idle(framework, place, sessions, torrents), before);
                }
            }
        }
        return new Section("Idle sessions", METHOD, headlines, details);
    }

    private void record(int sessions, int torrents, Cost cost, double before) {
        String ours = Samples.text(cost.perSecond(OURS) / sessions, 2);
        String cpu = Samples.text(Math.max(0, cost.cpuPercent() - before), 2);
        details.row(sessions, torrents, ours, Samples.text(cost.perSecond(ENGINE) / sessions, 2), cpu);
        headlines.add(new Headline(
                sessions + " idle, " + torrents + " torrents each: wakings/s a session; % of a core",
                ours + "; " + cpu,
                "",
                "",
                ""));
        System.out.println("  " + sessions + " x " + torrents + ": " + cost.wakeups());
    }

    private static Cost idle(EmbeddedFramework framework, Path folder, int sessions, int torrents)
            throws IOException, InterruptedException {
        List<AutoCloseable> open = new ArrayList<>();
        try {
            for (int i = 0; i < sessions; i++) {
                start(framework, folder, Integer.toString(i), torrents, open);
            }
            TimeUnit.SECONDS.sleep(5); // until all that comes after a start has been done
            return measure();
        } finally {
            for (AutoCloseable one : open) {
                close(one);
            }
        }
    }

    private static void start(
            EmbeddedFramework framework, Path folder, String name, int torrents, List<AutoCloseable> open)
            throws IOException {
        EngineOptions plain = ServiceSession.options(name, folder.resolve(name), Map.of());
        Path state = Files.createDirectories(folder.resolve(name + "-state"));
        SessionEvents events = new SessionEvents(framework.context(), name);
        EngineSession session = EngineSession.start(
                new EngineOptions(
                        name,
                        plain.network(),
                        plain.mmap(),
                        plain.savePath(),
                        plain.settings(),
                        List.of(),
                        Optional.of(new EngineOptions.State(state, Duration.ofMinutes(1), Duration.ofSeconds(10)))),
                events.wanted(),
                events::publish);
        open.add(session);
        open.add(events);
        events.open();
        StatusBenchmark.addPaused(session, torrents);
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close " + one, e);
        }
    }

    private static Cost measure() throws IOException, InterruptedException {
        Wakeups before = Wakeups.now();
        long cpu = cpuNanos();
        TimeUnit.SECONDS.sleep(SECONDS);
        long used = cpuNanos() - cpu;
        return new Cost(Wakeups.now().since(before), used / (SECONDS * 1e9) * 100);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
