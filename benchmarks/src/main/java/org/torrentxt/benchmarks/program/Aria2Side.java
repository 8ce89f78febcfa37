package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.torrentxt.benchmarks.program.Program.Job;

/** A process of aria2. */
final class Aria2Side implements Side {
    private final Child child;
    private final int port;
    private final Aria2Rpc rpc;
    private final Job job;
    private final Path finished;

    Aria2Side(Child child, int port, Aria2Rpc rpc, Job job, Path finished) {
        this.child = child;
        this.port = port;
        this.rpc = rpc;
        this.job = job;
        this.finished = finished;
    }

    boolean answers() throws InterruptedException {
        if (!child.isAlive()) {
            throw new IllegalStateException("aria2 ended before it answered");
        }
        return rpc.answers();
    }

    void add() throws IOException, InterruptedException {
        rpc.addTorrent(job.torrent());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Duration cpu() {
        return child.cpu();
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

    @Override
    public void close() {
        child.terminate();
        child.close();
    }
}
