package org.torrentxt.benchmarks.program;

import java.time.Duration;
import org.torrentxt.benchmarks.program.Program.Job;
import org.torrentxt.benchmarks.program.Program.Role;

/** A Karaf that executes one command after the other. */
final class KarafSide implements Side {
    private static final String ANSWER = "benchmark:";

    private final Child child;
    private final Job job;
    private int port;

    KarafSide(Child child, Job job) {
        this.child = child;
        this.job = job;
    }

    /** Waits for its session, and until a seeder has checked its content. */
    void awaitReady(Role role, Duration patience) throws InterruptedException {
        if (role == Role.SEED) {
            child.tell(add("", ""));
        }
        child.tell("torrent:sessions --no-format");
        String session = child.await("default", patience)
                .orElseThrow(() -> new IllegalStateException("no session within " + patience));
        String endpoint = session.substring(session.indexOf("127.0.0.1:") + "127.0.0.1:".length());
        port = Integer.parseInt(endpoint.split("\\D", 2)[0]);
    }

    private String add(String options, String then) {
        return "torrent:add --wait --path '" + job.folder() + "' " + options + " '" + job.torrent() + "'" + then;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Duration cpu() {
        return child.cpu();
    }

    @Override
    public void get(int seeder) {
        child.tell(add("--peer 127.0.0.1:" + seeder, "; shell:echo " + ANSWER));
    }

    @Override
    public boolean awaitVerified(Duration patience) throws InterruptedException {
        return child.await(ANSWER, patience).isPresent();
    }

    @Override
    public void close() {
        child.close();
    }
}
