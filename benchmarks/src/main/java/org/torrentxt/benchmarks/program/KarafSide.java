package org.torrentxt.benchmarks.program;

import java.time.Duration;
import org.torrentxt.benchmarks.program.Program.Job;
import org.torrentxt.benchmarks.program.Program.Role;

/** A Karaf that executes one command after the other. */
final class KarafSide extends ChildSide {
    private static final String ANSWER = "benchmark:";
    private static final String NOBODYS = "0123456789012345678901234567890123456789";
    private static final String HOST = "127.0.0.1:";

    private final Job job;

    private KarafSide(Child child, int port, Job job) {
        super(child, port);
        this.job = job;
    }

    /**
     * Waits for the session of a Karaf, and until a seeder has checked its content.
     *
     * @param isUsed true if a torrent that nobody has is to be added and removed before
     */
    static KarafSide awaitReady(Child child, Role role, Job job, boolean isUsed, Duration patience)
            throws InterruptedException {
        if (isUsed) {
            child.tell(
                    "torrent:add --peer 127.0.0.1:1 'magnet:?xt=urn:btih:" + NOBODYS + "'; torrent:remove " + NOBODYS);
        }
        if (role == Role.SEED) {
            child.tell(add(job, ""));
        }
        child.tell("torrent:sessions --no-format");
        String session = child.await("default", patience)
                .orElseThrow(() -> new IllegalStateException("no session within " + patience));
        String port = session.substring(session.indexOf(HOST) + HOST.length()).split("\\D", 2)[0];
        return new KarafSide(child, Integer.parseInt(port), job);
    }

    private static String add(Job job, String options) {
        return "torrent:add --wait --path '" + job.folder() + "' " + options + " '" + job.torrent() + "'";
    }

    @Override
    public void get(int seeder) {
        child().tell(add(job, "--peer " + HOST + seeder) + "; shell:echo " + ANSWER);
    }

    @Override
    public boolean awaitVerified(Duration patience) throws InterruptedException {
        return child().await(ANSWER, patience).isPresent();
    }
}
