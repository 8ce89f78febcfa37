package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.time.Duration;

/** One process of a transfer. */
public interface Side extends AutoCloseable {
    /** The port that it listens on, of 127.0.0.1. */
    int port();

    /** Processor time that it has used so far, of user and system. */
    Duration cpu();

    /** Adds the torrent, and has it downloaded from the side that listens on that port. Does not wait for it. */
    void get(int seeder) throws IOException, InterruptedException;

    /**
     * Waits until all pieces are downloaded and verified.
     *
     * @return false if they are not in time
     * @throws IllegalStateException if the process fails
     */
    boolean awaitVerified(Duration patience) throws IOException, InterruptedException;

    /**
     * Waits until the program itself says so, where that may be later.
     *
     * @throws IllegalStateException if it does not
     */
    default void confirm() throws IOException, InterruptedException {}

    /** Ends the process. */
    @Override
    void close();
}
