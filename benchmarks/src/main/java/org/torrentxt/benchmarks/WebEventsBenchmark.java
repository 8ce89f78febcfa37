package org.torrentxt.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.event.SessionEvents;
import org.torrentxt.web.event.EventServlet;
import org.torrentxt.web.site.Web;

/** What many clients cost that follow a session whose torrent is downloaded as fast as can be. */
final class WebEventsBenchmark implements Benchmark {
    private static final int CLIENTS = 500;
    private static final String NAME = "download";
    private static final String METHOD = """
        One torrent, downloaded without limits from a seeder in the same JVM, while clients follow `/torrentxt/events` (status and all but high-volume events) in a Jetty as Pax Web
        has it; all on 127.0.0.1. From the addition of the torrent to its end: the CPU time of the threads that serve the clients (those of Jetty, the one that makes up events and
        statuses, and the one that takes them from the session), in per cent of one core. The clients, which read and throw away, are not in it.\
        """;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Samples percent = new Samples();
    private final Table details = new Table("round", "seconds", "% of a core", "MiB sent");

    @Override
    public String name() {
        return "web-events";
    }

    @Override
    public Section run(Workspace workspace) throws IOException {
        try (EmbeddedFramework framework = EmbeddedFramework.start(workspace.resolve("web-events"));
                Seeder seeder = Seeder.start("seed", workspace, Map.of())) {
            for (int round = 0; round <= workspace.options().rounds(); round++) { // the first one to warm up
                Path target = Files.createDirectories(workspace.resolve("target"));
                try {
                    measure(framework, target, seeder.request().started().build(), round);
                } finally {
                    Workspace.delete(target);
                }
            }
        }
        return new Section(
                "Clients that follow events",
                METHOD,
                List.of(new Headline(
                        CLIENTS + " clients of events, one torrent at full speed, % of a core",
                        percent.summary(1),
                        "",
                        "",
                        "25 %")),
                details);
    }

    private void measure(EmbeddedFramework framework, Path target, AddTorrent request, int round) throws IOException {
        try (SessionEvents events = new SessionEvents(framework.context(), NAME)) {
            events.open();
            try (EngineSession session = EngineSession.start(
                    ServiceSession.options(NAME, target, Map.of()), events.wanted(), events::publish)) {
                events.follow(session::setWanted, session::countDropped);
                Web web = WebServer.web(session, Map.of("event.limit", Integer.toString(CLIENTS)));
                try (EventServlet servlet = new EventServlet(framework.context(), web);
                        WebServer server = WebServer.open()
                                .add("/torrentxt", "/events/*", servlet)
                                .start();
                        EventClients clients = new EventClients(server.port(), CLIENTS)) {
                    Seeder.await("what all clients get first", () -> clients.bytes() > 100L * CLIENTS);
                    measure(session, request, clients, round);
                }
            }
        }
    }

    private void measure(EngineSession session, AddTorrent request, EventClients clients, int round) {
        long bytes = clients.bytes();
        Map<Long, Long> before = cpu();
        long begin = System.nanoTime();
        Torrent torrent = session.add(request).torrent();
        Seeder.await("the download", () -> torrent.status().orElseThrow().isFinished());
        double nanos = System.nanoTime() - begin;
        long used = 0;
        for (Map.Entry<Long, Long> thread : cpu().entrySet()) {
            used += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        if (round > 0) {
            percent.add(100.0 * used / nanos);
            details.row(
                    round,
                    Samples.text(nanos / 1e9, 1),
                    Samples.text(percent.get(round - 1), 1),
                    Samples.text((clients.bytes() - bytes) / 1048576.0, 1));
        }
    }

    /** The CPU time of each thread that serves clients, in nanoseconds, by its id. */
    private Map<Long, Long> cpu() {
        Map<Long, Long> times = new HashMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null
                    && thread.getThreadName().matches("(qtp|torrentxt-web-events|torrentxt-" + NAME + "-listener).*")) {
                times.put(thread.getThreadId(), threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return times;
    }
}
