package org.torrentxt.impl.stream;

import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.torrentxt.api.TorrentException;

/** What there is of a torrent; asks the engine. */
public interface PieceSource {
    /**
     * The pieces that are downloaded and verified, a copy.
     *
     * @throws TorrentException once the torrent is gone
     */
    BitSet pieces();

    /** True if a verified piece is where {@link #locate} says, and not on its way there. */
    boolean isWritten(int piece);

    /** The error that has stopped the torrent; empty if none has. */
    Optional<String> error();

    /**
     * Where a file is.
     *
     * @param file its index, within range
     * @throws TorrentException once the torrent is gone
     */
    FileLocation locate(int file);

    /**
     * True while the files are moved to another file system, where the engine does not know them; a change when that is
     * over.
     */
    boolean isMoving();

    /** Reads a verified piece as the engine has it. */
    CompletableFuture<byte[]> read(int piece);

    /**
     * Has {@link Arrivals} hear of each piece that is verified, from now on; for each call, one of {@link #unwatch}.
     */
    void watch();

    /** Takes one {@link #watch} back. */
    void unwatch();
}
