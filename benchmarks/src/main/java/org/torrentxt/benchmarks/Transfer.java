package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.torrentxt.benchmarks.TransferPeer.Kind;
import org.torrentxt.benchmarks.program.Child;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.benchmarks.program.Settings;

/** Transfers of one file between two JVMs. */
final class Transfer {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int AGE_MILLIS = 3_000;
    private static final int TICK_MILLIS = 1_000;

    private final Workspace workspace;
    private final Path content;
    private final Path torrent;

    /**
     * A completed transfer.
     *
     * @param seconds from adding the torrent until it was finished; the limit if it was ended there
     * @param cpuSeconds that both processes used meanwhile
     * @param ended true if it was ended at the limit
     */
    record Result(double seconds, double cpuSeconds, boolean ended) {
        @Override
        public String toString() {
            return (ended ? "ended at " : "") + Samples.text(seconds, 2);
        }
    }

    Transfer(Workspace workspace, Path content, Path torrent) {
        this.workspace = workspace;
        this.content = content;
        this.torrent = torrent;
    }

    /**
     * Runs a transfer. libtorrent connects to new peers once a second, counted from the start of its session, so a
     * transfer begins up to a second late by chance alone. The rounds cover that second evenly, and are the same for
     * every kind.
     *
     * @param round from 0
     * @throws IllegalStateException if it fails, or the received content differs
     */
    Result run(Kind kind, int round) throws IOException, InterruptedException {
        Path target = Files.createDirectories(workspace.resolve("target"));
        try {
            Result result = measure(
                    kind,
                    target,
                    AGE_MILLIS + TICK_MILLIS * round / workspace.options().rounds());
            // only after the processes have ended, as data may not have been written earlier
            if (!result.ended() && Files.mismatch(content, target.resolve(content.getFileName())) >= 0) {
                throw new IllegalStateException("content downloaded by " + kind + " differs from the original");
            }
            return result;
        } finally {
            Workspace.delete(target);
        }
    }

    private Result measure(Kind kind, Path target, int age) throws IOException, InterruptedException {
        try (Child seeder = peer(kind, TransferPeer.CHECK, content.getParent())) {
            String port = ready(seeder);
            return measure(seeder, port, kind, target, age);
        }
    }

    // started only now, as the time of its session counts, and the seeder checks its content before it is ready
    private Result measure(Child seeder, String port, Kind kind, Path target, int age)
            throws IOException, InterruptedException {
        try (Child leecher = peer(kind, TransferPeer.GET, target)) {
            ready(leecher);
            Duration before = seeder.cpu().plus(leecher.cpu());
            leecher.tell(TransferPeer.GET + " " + port + " " + age);
            Duration limit = workspace.options().limit();
            Optional<String> nanos = leecher.await(TransferPeer.DONE, limit.plusMillis(age));
            Duration used = seeder.cpu().plus(leecher.cpu()).minus(before);
            double seconds = nanos.map(Long::parseLong).orElse(limit.toNanos()) / 1e9;
            return new Result(seconds, used.toNanos() / 1e9, nanos.isEmpty());
        }
    }

    private Child peer(Kind kind, String role, Path folder) throws IOException {
        String settings = Settings.text(workspace.options().settings());
        return Child.start(
                kind + " " + role,
                Jvm.command(
                        TransferPeer.class,
                        List.of(kind.name(), role, torrent.toString(), folder.toString(), settings)));
    }

    private static String ready(Child peer) throws InterruptedException {
        return peer.await(TransferPeer.READY, START)
                .orElseThrow(() -> new IllegalStateException("a session did not start within " + START));
    }
}
