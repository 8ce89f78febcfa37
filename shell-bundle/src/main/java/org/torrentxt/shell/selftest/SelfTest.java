package org.torrentxt.shell.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Folders;

/**
 * Runs a complete transfer on this host: one session seeds files, another one downloads them by magnet link. Nothing
 * leaves 127.0.0.1, and everything is cleaned up, whatever happens.
 */
final class SelfTest {
    // content, download, and room for other files
    private static final int SPACE_FACTOR = 3;

    private record Cleanup(String step, Steps.Action action) {}

    private final Host host;
    private final TorrentCreator creator;
    private final Steps steps;
    private final long size;
    private final Duration limit;
    private final Deque<Cleanup> cleanups = new ArrayDeque<>();

    /**
     * A self-test.
     *
     * @param host source of sessions and events
     * @param creator creates the torrent
     * @param steps prints the results of the steps
     * @param size bytes to transfer
     * @param limit time limit of each step
     */
    SelfTest(Host host, TorrentCreator creator, Steps steps, long size, Duration limit) {
        this.host = host;
        this.creator = creator;
        this.steps = steps;
        this.size = size;
        this.limit = limit;
    }

    /**
     * Runs all steps up to the first one that fails, and cleans up.
     *
     * @return the failed step with the reason; empty if everything succeeded, including the cleanup
     */
    Optional<String> run() {
        try {
            Path folder = steps.run("create a temporary folder", this::makeFolder);
            cleanups.push(new Cleanup("delete temporary files", () -> Folders.delete(folder)));
            String suffix = String.format("%04x", ThreadLocalRandom.current().nextInt(1 << 16));
            String leecherName = "selftest-leecher-" + suffix;
            TorrentSession seeder = open("selftest-seeder-" + suffix, folder.resolve("seeder"));
            EventLog events = host.subscribe(leecherName);
            cleanups.push(new Cleanup("unsubscribe from events", events::close));
            TorrentSession leecher = open(leecherName, folder.resolve("leecher"));
            new Transfer(seeder, leecher, events, steps, limit).run(creator, folder.resolve("content"), size);
            new DhtExchange(seeder, leecher, events, steps, limit).run();
        } catch (Exception e) {
            // either reported by the failed step, or not from a step
            steps.failed(e);
        } finally {
            cleanUp();
        }
        return steps.failure();
    }

    private void cleanUp() {
        while (!cleanups.isEmpty()) {
            Cleanup cleanup = cleanups.pop();
            steps.clean(cleanup.step(), cleanup.action());
        }
    }

    private TorrentSession open(String name, Path folder) throws Exception {
        TemporarySession opened = steps.run("open session " + name, () -> host.openSession(name, folder));
        cleanups.push(new Cleanup("close session " + name, opened::close));
        return opened.session();
    }

    private Path makeFolder() throws IOException {
        Path folder = Files.createTempDirectory("torrentxt-selftest");
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < size * SPACE_FACTOR) {
            Files.delete(folder);
            throw new IOException(folder.getParent() + " has " + Units.size(free) + " free, but "
                    + Units.size(size * SPACE_FACTOR) + " are needed; choose a smaller --size");
        }
        return folder;
    }
}
