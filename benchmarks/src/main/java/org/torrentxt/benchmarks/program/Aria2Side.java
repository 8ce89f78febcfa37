package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.torrentxt.benchmarks.program.Program.Job;

/** A process of aria2. */
final class Aria2Side extends ChildSide {
    private final Aria2Rpc rpc;
    private final Job job;
    private final Path finished;

    Aria2Side(Child child, int port, Aria2Rpc rpc, Job job, Path finished) {
        super(child, port);
        this.rpc = rpc;
        this.job = job;
        this.finished = finished;
    }

    boolean answers() throws InterruptedException {
        child().requireAlive();
        return rpc.answers();
    }

    void add() throws IOException, InterruptedException {
        rpc.addTorrent(job.torrent());
    }

    /** The tracker has the seeder's port. */
    @Override
    public void get(int seeder) throws IOException, InterruptedException {
        add();
    }

    @Override
    public boolean awaitVerified(Duration patience) throws IOException, InterruptedException {
        return Until.holds(patience, () -> Files.exists(finished));
    }
}
