package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.torrentxt.benchmarks.program.MachineLoad;
import org.torrentxt.benchmarks.program.Program;
import org.torrentxt.benchmarks.program.Program.Job;
import org.torrentxt.benchmarks.program.Program.Role;
import org.torrentxt.benchmarks.program.Side;
import org.torrentxt.benchmarks.program.TcpTable;
import org.torrentxt.benchmarks.program.Until;

/** A transfer between two processes of one program, observed from outside in the same way for all programs. */
final class PeersTransfer {
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);
    private static final int MIB = 1 << 20;
    private static final long TICK_NANOS = 1_000_000_000;

    private final Workspace workspace;

    /**
     * What was observed.
     *
     * @param fromConnect seconds from the first TCP connection to the seeder until all was verified
     * @param fromAdd seconds from the request to add the torrent until all was verified
     * @param cpu seconds of both processes, from the request until all was verified
     * @param others processor seconds that all other processes used meanwhile
     * @param quiet whether the machine was quiet before
     */
    record Result(double fromConnect, double fromAdd, double cpu, double others, boolean quiet) {
        @Override
        public String toString() {
            return Samples.text(fromConnect, 3) + " s from the connection, " + Samples.text(fromAdd, 3)
                    + " s from adding, CPU " + Samples.text(cpu, 2) + " s, of other processes "
                    + Samples.text(others, 2) + " s" + (quiet ? "" : "; the machine was not quiet before");
        }
    }

    PeersTransfer(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Runs one. The processes are new, and the file does not exist at the receiver.
     *
     * @param round from 0: the rounds begin at evenly spread times within the second in which libtorrent connects
     * @throws IllegalStateException if it fails, does not end in time, or the received content differs
     */
    Result run(Program program, PeersContent content, int round) throws IOException, InterruptedException {
        Path target = Files.createDirectories(workspace.resolve("target"));
        try {
            Result result = measure(program, content, target, round);
            // only after the processes have ended, as data may not have been written earlier
            if (Files.mismatch(content.file(), target.resolve(content.file().getFileName())) >= 0) {
                throw new IllegalStateException("content downloaded by " + program.name() + " differs");
            }
            return result;
        } finally {
            Workspace.delete(target);
            Workspace.delete(workspace.resolve("scratch"));
        }
    }

    private Result measure(Program program, PeersContent content, Path target, int round)
            throws IOException, InterruptedException {
        try (Side seeder = program.start(Role.SEED, job(content, content.file().getParent(), Role.SEED));
                Side receiver = program.start(Role.GET, job(content, target, Role.GET))) {
            long ready = System.nanoTime();
            // the kernel remembers connections to a port that had another owner for a minute
            Until.holds(FORGOTTEN, () -> !TcpTable.read().isConnected(seeder.port()));
            boolean quiet = MachineLoad.awaitQuiet(workspace.options().quiet());
            useMemory(Files.size(content.file()));
            awaitPhase(ready, round);
            return observe(seeder, receiver, quiet);
        }
    }

    /**
     * Fills memory with a file that is deleted: the host of a virtual machine takes back what is free for some seconds, and
     * the page cache of the first one who needs it again grows at half the speed.
     */
    private void useMemory(long bytes) throws IOException {
        Path file = workspace.resolve("scratch").resolve("memory");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(MIB);
            for (long written = 0; written < bytes * 3 / 2; written += MIB) {
                channel.write(zeros.clear());
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Waits until the receiver has run for some whole seconds and the part of a second of this round. */
    private void awaitPhase(long ready, int round) throws InterruptedException {
        long phase = TICK_NANOS * round / workspace.options().rounds();
        long ticks = (System.nanoTime() - ready) / TICK_NANOS + 1;
        TimeUnit.NANOSECONDS.sleep(ready + ticks * TICK_NANOS + phase - System.nanoTime());
    }

    private Job job(PeersContent content, Path folder, Role role) throws IOException {
        Path scratch = Files.createDirectories(workspace.resolve("scratch").resolve(role.name()));
        return new Job(content.torrent(), folder, scratch);
    }

    private Result observe(Side seeder, Side receiver, boolean quiet) throws IOException, InterruptedException {
        Duration limit = workspace.options().limit();
        Duration othersBefore = MachineLoad.busy().minus(own());
        Duration before = seeder.cpu().plus(receiver.cpu());
        long begin = System.nanoTime();
        receiver.get(seeder.port());
        if (!Until.holds(limit, () -> TcpTable.read().isConnected(seeder.port()))) {
            throw new IllegalStateException("not connected within " + limit.toSeconds() + " s");
        }
        long connected = System.nanoTime();
        boolean verified = receiver.awaitVerified(limit);
        long end = System.nanoTime();
        Duration used = seeder.cpu().plus(receiver.cpu()).minus(before);
        Duration others = MachineLoad.busy().minus(own()).minus(othersBefore).minus(used);
        if (!verified) {
            throw new IllegalStateException("not finished within " + limit.toSeconds() + " s");
        }
        receiver.confirm();
        return new Result((end - connected) / 1e9, (end - begin) / 1e9, seconds(used), seconds(others), quiet);
    }

    /** What this process itself uses for observing. */
    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toNanos() / 1e9);
    }
}
