package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * aria2, controlled by its command line and RPC. Peers cannot be named to it, so that it alone is given a tracker,
 * within this process, that answers at once.
 */
public final class Aria2 implements Program, AutoCloseable {
    private static final String PROGRAM = "/usr/bin/aria2c";
    private static final Duration START = Duration.ofMinutes(2);

    private OnePeerTracker tracker;

    @Override
    public String name() {
        return "aria2";
    }

    @Override
    public Optional<String> version() throws IOException, InterruptedException {
        return Installed.output(PROGRAM, "--version");
    }

    @Override
    public Side start(Role role, Job job) throws IOException, InterruptedException {
        if (tracker == null) {
            tracker = OnePeerTracker.start();
        }
        int port = Sockets.freePort();
        int rpc = Sockets.freePort();
        Path finished = job.scratch().resolve("finished");
        Child child = Child.startEndedBySignal(name() + " " + role, command(role, job, port, rpc, finished));
        Aria2Side side = new Aria2Side(child, port, new Aria2Rpc(rpc), job, finished);
        try {
            if (!Until.holds(START, side::answers)) {
                throw new IllegalStateException("aria2 does not answer within " + START);
            }
            if (role == Role.SEED) {
                tracker.expect(port);
                side.add();
                if (!Until.holds(START, tracker::hasSeeder)) {
                    throw new IllegalStateException("aria2 does not seed within " + START);
                }
            }
            return side;
        } catch (IOException | RuntimeException | InterruptedException e) {
            side.close();
            throw e;
        }
    }

    /** Its defaults, but for what keeps it on 127.0.0.1, and files that grow instead of being filled with zeros first. */
    private List<String> command(Role role, Job job, int port, int rpc, Path finished) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                PROGRAM,
                "--no-conf",
                "--quiet",
                "--interface=127.0.0.1",
                "--listen-port=" + port,
                "--enable-dht=false",
                "--enable-dht6=false",
                "--bt-enable-lpd=false",
                "--enable-peer-exchange=false",
                "--bt-tracker=" + tracker.address(),
                "--enable-rpc",
                "--rpc-listen-port=" + rpc,
                "--rpc-save-upload-metadata=false",
                "--dir=" + job.folder(),
                "--file-allocation=none",
                "--seed-ratio=0.0", // for ever
                "--stop-with-process=" + ProcessHandle.current().pid()));
        if (role == Role.SEED) {
            command.add("--check-integrity=true");
        } else {
            Path hook = Hook.create(job.scratch(), finished);
            command.add("--on-bt-download-complete=" + hook);
        }
        return command;
    }

    @Override
    public void close() {
        if (tracker != null) {
            tracker.close();
        }
    }
}
