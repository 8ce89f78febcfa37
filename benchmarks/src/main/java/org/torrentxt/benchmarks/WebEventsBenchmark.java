package org.torrentxt.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.event.SessionEvents;
import org.torrentxt.web.access.Access;
import org.torrentxt.web.event.EventServlet;
import org.torrentxt.web.site.Sessions;
import org.torrentxt.web.site.Web;
import org.torrentxt.web.site.WebOptions;

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

    /** What the servlet asks for. */
    private record Parts(WebOptions options, Sessions sessions) implements Web {
        @Override
        public Access access() {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public String name() {
        return "web-events";
    }

    @Override
    public Section run(Workspace workspace) throws IOException {
        Path content = workspace.sample();
        byte[] torrent = new ParallelTorrentCreator(
                        "benchmarks", Runtime.getRuntime().availableProcessors())
                .create(CreateTorrent.of(content).format(TorrentFormat.V1).build())
                .join()
                .content();
        try (EmbeddedFramework framework = EmbeddedFramework.start(workspace.resolve("web-events"));
                EngineSession seeder = EngineSession.start(
                        ServiceSession.options("seed", content.getParent(), Map.of()), Set.of(), alert -> {})) {
            Torrent complete = seeder.add(AddTorrent.torrentBytes(torrent)
                            .savePath(content.getParent())
                            .seed()
                            .started()
                            .build())
                    .torrent();
            await("the seeder", () -> complete.status().orElseThrow().isSeeding());
            AddTorrent.Builder request = AddTorrent.torrentBytes(torrent)
                    .peer(seeder.listenEndpoints().get(0));
            for (int round = 0; round <= workspace.options().rounds(); round++) { // the first one to warm up
                Path target = Files.createDirectories(workspace.resolve("target"));
                try {
                    measure(framework, target, request.started().build(), round);
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
                EventServlet servlet = new EventServlet(
                        framework.context(),
                        new Parts(
                                WebOptions.of(Map.of("session", NAME, "event.limit", Integer.toString(CLIENTS))),
                                new Sessions(NAME, List.of(session))));
                Server server = server(servlet);
                try (EventClients clients =
                        new EventClients(((ServerConnector) server.getConnectors()[0]).getLocalPort(), CLIENTS)) {
                    await("what all clients get first", () -> clients.bytes() > 100L * CLIENTS);
                    measure(session, request, clients, round);
                } finally {
                    servlet.close();
                    stop(server);
                }
            }
        }
    }

    private void measure(EngineSession session, AddTorrent request, EventClients clients, int round) {
        long bytes = clients.bytes();
        Map<Long, Long> before = cpu();
        long begin = System.nanoTime();
        Torrent torrent = session.add(request).torrent();
        await("the download", () -> torrent.status().orElseThrow().isFinished());
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

    private static Server server(EventServlet servlet) {
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/torrentxt");
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/events/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return server;
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not in time: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
