package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.benchmarks.program.Program.Job;
import org.torrentxt.benchmarks.program.Program.Role;

/** A process of qBittorrent. */
final class QbittorrentSide extends ChildSide {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration ADD = Duration.ofSeconds(20);
    private static final Duration CONFIRM = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Pattern HASH = Pattern.compile("\"hash\":\"(\\w+)\"");
    private static final Pattern COMPLETE = Pattern.compile("\"state\":\"(?:uploading|stalledUP)\"");

    private final QbittorrentApi api;
    private final Job job;
    private int seeder;

    QbittorrentSide(Child child, int port, QbittorrentApi api, Job job) {
        super(child, port);
        this.api = api;
        this.job = job;
    }

    /** Waits until it answers, and as a seeder until its content is checked. */
    void awaitReady(Role role) throws IOException, InterruptedException {
        if (!Until.holds(START, LOOK, this::answers)) {
            throw new IllegalStateException("qBittorrent does not answer within " + START);
        }
        if (role == Role.SEED) {
            api.add(job.torrent(), job.folder());
            if (!Until.holds(START, LOOK, this::isComplete)) {
                throw new IllegalStateException("qBittorrent does not seed within " + START + ": " + api.torrents());
            }
        }
    }

    private boolean answers() throws InterruptedException {
        child().requireAlive();
        return api.answers();
    }

    private boolean isComplete() throws IOException, InterruptedException {
        return COMPLETE.matcher(api.torrents()).find();
    }

    @Override
    public void get(int seeder) throws IOException, InterruptedException {
        this.seeder = seeder;
        api.add(job.torrent(), job.folder());
        if (!Until.holds(ADD, () -> addPeer(seeder))) {
            throw new IllegalStateException("qBittorrent does not add the peer: " + api.torrents());
        }
    }

    private boolean addPeer(int seeder) throws IOException, InterruptedException {
        Matcher hash = HASH.matcher(api.torrents());
        return hash.find() && api.addPeer(hash.group(1), seeder);
    }

    /**
     * qBittorrent looks at its torrents every 1.5 seconds, and so says that late that one is complete. But it closes
     * the connection to the seeder as soon as it has verified all: that moment counts, if it is followed by its word.
     */
    @Override
    public boolean awaitVerified(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Optional<String> inode = TcpTable.read().inode(seeder);
                inode.isPresent();
                inode = TcpTable.read().inode(seeder)) { // it may have connected anew
            String socket = inode.get();
            Optional<Path> link = Sockets.find(child().pid(), socket);
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || !Until.holds(left, () -> link.isEmpty() || !Sockets.isOpen(link.get(), socket))) {
                return false;
            }
        }
        return true;
    }

    /** Waits for its own word. */
    @Override
    public void confirm() throws IOException, InterruptedException {
        if (!Until.holds(CONFIRM, LOOK, this::isComplete)) {
            throw new IllegalStateException("qBittorrent closed its connection early: " + api.torrents());
        }
    }
}
