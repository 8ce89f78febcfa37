package org.torrentxt.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** What a transfer needs of a session, ours or the one beside it. Listens on 127.0.0.1 alone, at a port of its own. */
interface TransferSession extends AutoCloseable {
    /** The port it listens at. */
    int port();

    /** Adds a torrent whose content is complete in that folder; {@link #seeding} tells when it can be had. */
    void seed(byte[] torrent, Path folder);

    /** Adds a torrent whose content the session at that port has; {@link #finished} tells when it is here. */
    void download(byte[] torrent, Path folder, int peerPort);

    /** Completes by an alert of the session, exceptionally by one that tells of an error. */
    CompletableFuture<Void> seeding();

    /** Completes by an alert of the session, exceptionally by one that tells of an error. */
    CompletableFuture<Void> finished();

    @Override
    void close();
}
