package org.torrentxt.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.libtorrent4j.TorrentInfo;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle_vector;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;

/** A session that very many torrents are added to, and that is stopped then. */
final class ManySession {
    private static final int ASKED = 10;
    private static final long PAUSE_MILLIS = 500;
    private static final long POLL_MILLIS = 200;
    private static final int THREADS = 4;

    /** What kind of session, and how it is used. */
    enum Kind {
        SERVICE("service"),
        POLLED("service, polled"),
        THREADS_4("service, 4 threads"),
        AT_ONCE("service, addAll"),
        SAVED("service, saved"),
        MANAGER("manager");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        boolean isPolled() {
            return this == POLLED;
        }
    }

    /**
     * What was measured.
     *
     * @param add seconds to add all
     * @param cpu seconds that the process used for that
     * @param status milliseconds for all statuses afterwards
     * @param longest milliseconds for all statuses meanwhile; 0 if nobody has asked
     * @param stop seconds
     */
    record Result(double add, double cpu, double status, double longest, double stop) {
        static Map<String, Samples> samples() {
            Map<String, Samples> samples = new LinkedHashMap<>();
            List.of("add", "cpu", "status", "longest", "stop").forEach(what -> samples.put(what, new Samples()));
            return samples;
        }

        void addTo(Map<String, Samples> samples) {
            samples.get("add").add(add);
            samples.get("cpu").add(cpu);
            samples.get("status").add(status);
            samples.get("longest").add(longest);
            samples.get("stop").add(stop);
        }
    }

    private final Path folder;
    private final Kind kind;
    private final boolean isPaused;

    ManySession(Path folder, Kind kind, boolean isPaused) {
        this.folder = folder;
        this.kind = kind;
        this.isPaused = isPaused;
    }

    Result run(List<byte[]> sources, boolean areMagnets) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("content"));
        try {
            return kind == Kind.MANAGER ? ofManager(sources, areMagnets) : ofService(sources, areMagnets);
        } finally {
            Workspace.delete(folder);
        }
    }

    private Result ofService(List<byte[]> sources, boolean areMagnets) throws InterruptedException {
        EngineOptions plain = ServiceSession.options("many", folder.resolve("content"), Map.of());
        EngineSession session = EngineSession.start(
                kind == Kind.SAVED
                        ? ServiceSession.saved(plain, folder.resolve("state"), Duration.ofMinutes(1))
                        : plain,
                Set.of(),
                alert -> {});
        session.whenLoaded().toCompletableFuture().join();
        Polling polling = new Polling(session);
        if (kind.isPolled()) {
            polling.start();
        }
        long cpu = cpu();
        long begin = System.nanoTime();
        if (kind == Kind.AT_ONCE) {
            session.addAll(sources.stream()
                            .map(source -> request(source, areMagnets))
                            .toList())
                    .forEach(added -> added.toCompletableFuture().join());
        } else {
            inThreads(
                    sources, kind == Kind.THREADS_4 ? THREADS : 1, source -> session.add(request(source, areMagnets)));
        }
        double add = since(begin);
        double used = (cpu() - cpu) / 1e9;
        polling.end();
        double status = milliseconds(() -> session.statuses());
        begin = System.nanoTime();
        session.close();
        return new Result(add, used, status, polling.longest, since(begin));
    }

    private AddTorrent request(byte[] source, boolean isMagnet) {
        AddTorrent.Builder request =
                isMagnet ? AddTorrent.magnet(new String(source, UTF_8)) : AddTorrent.torrentBytes(source);
        return (isPaused ? request.paused() : request).build();
    }

    private static void inThreads(List<byte[]> sources, int count, Consumer<byte[]> action)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                for (int number = next.getAndIncrement(); number < sources.size(); number = next.getAndIncrement()) {
                    action.accept(sources.get(number));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Result ofManager(List<byte[]> sources, boolean areMagnets) throws InterruptedException {
        ManagerSession session = new ManagerSession(true);
        session.port();
        long cpu = cpu();
        long begin = System.nanoTime();
        for (byte[] source : sources) {
            error_code error = new error_code();
            session.manager().swig().add_torrent(params(source, areMagnets), error);
            if (error.failed()) {
                throw new IllegalStateException(error.message());
            }
        }
        double add = since(begin);
        double used = (cpu() - cpu) / 1e9;
        double status = milliseconds(() -> {
            torrent_handle_vector handles = session.manager().swig().get_torrents();
            for (int i = 0; i < handles.size(); i++) {
                handles.get(i).status().getState();
            }
        });
        begin = System.nanoTime();
        session.close();
        return new Result(add, used, status, 0, since(begin));
    }

    private add_torrent_params params(byte[] source, boolean isMagnet) {
        add_torrent_params params;
        if (isMagnet) {
            params = libtorrent.parse_magnet_uri(new String(source, UTF_8), new error_code());
        } else {
            params = new add_torrent_params();
            params.set_ti(new TorrentInfo(source).swig());
        }
        params.setSave_path(folder.resolve("content").toString());
        if (isPaused) {
            int bits = params.getFlags().to_int() & ~TorrentFlag.toBits(Set.of(TorrentFlag.AUTO_MANAGED));
            params.setFlags(torrent_flags_t.from_int(bits | TorrentFlag.toBits(Set.of(TorrentFlag.PAUSED))));
        }
        return params;
    }

    private static double milliseconds(Runnable question) throws InterruptedException {
        Samples samples = new Samples();
        for (int i = 0; i < ASKED; i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // what was read is not used again
            long begin = System.nanoTime();
            question.run();
            samples.add(since(begin) * 1e3);
        }
        return samples.median();
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    /** Asks for all statuses again and again. */
    private static final class Polling {
        private final EngineSession session;
        private final Thread thread = new Thread(this::run, "polling");
        private volatile boolean ends;
        private double longest; // of the thread, until it has ended

        Polling(EngineSession session) {
            this.session = session;
        }

        void start() {
            thread.start();
        }

        private void run() {
            while (!ends) {
                long begin = System.nanoTime();
                session.statuses();
                longest = Math.max(longest, since(begin) * 1e3);
                try {
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void end() throws InterruptedException {
            ends = true;
            thread.join();
        }
    }
}
