package org.torrentxt.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A session for a transfer, of TorrentXT or the reference. Listens on 127.0.0.1 only, on a separate port. */
interface TransferSession extends AutoCloseable {
    /** The port that it listens on. */
    int port();

    /**
     * Adds a torrent whose content is complete in that folder; {@link #seeding} completes when it is available.
     *
     * @param checked whether the content is checked first
     */
    void seed(byte[] torrent, Path folder, boolean checked);

    /**
     * Adds a torrent whose content the sessions at these ports have, or want, too; {@link #finished} completes when it is
     * downloaded.
     */
    void download(byte[] torrent, Path folder, int... peerPorts);

    /** Completed by alerts of the session once all torrents that it is for are complete, exceptionally by an error alert. */
    CompletableFuture<Void> seeding();

    /** Completed by alerts of the session once all torrents that it is for are downloaded, exceptionally by an error alert. */
    CompletableFuture<Void> finished();

    /** Bytes of content that it has sent to peers. */
    long uploaded();

    @Override
    void close();
}
