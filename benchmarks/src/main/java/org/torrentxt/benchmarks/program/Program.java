package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A program that transfers torrents. Both sides of a transfer are processes of the same program. */
public interface Program {
    /** The name in tables. */
    String name();

    /** What is run, with its version; empty if it is not installed. */
    Optional<String> version() throws IOException, InterruptedException;

    /**
     * Starts a process, and waits until it is ready: it listens on a port of 127.0.0.1 only, and a seeder has checked
     * its content.
     *
     * @throws IllegalStateException if it does not become ready within two minutes
     */
    Side start(Role role, Job job) throws IOException, InterruptedException;

    /** What a process does. */
    enum Role {
        SEED,
        GET
    }

    /**
     * What is transferred.
     *
     * @param torrent the .torrent file, of one file
     * @param folder the folder of that file
     * @param scratch an empty folder for the process itself; deleted after it
     */
    record Job(Path torrent, Path folder, Path scratch) {}
}
