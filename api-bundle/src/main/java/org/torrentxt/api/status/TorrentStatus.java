package org.torrentxt.api.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentFlag;

/**
 * One torrent at one moment. Sizes are in bytes, rates in bytes per second of payload.
 *
 * @param id the torrent's number in its session
 * @param name its name; empty until the metadata is known, unless the magnet link contains it
 * @param state its state
 * @param progress progress of the current state, 0.0 to 1.0
 * @param downloadRate received bytes per second
 * @param uploadRate sent bytes per second
 * @param totalDone downloaded and verified bytes
 * @param totalWanted bytes of the selected files
 * @param totalWantedDone downloaded and verified bytes of the selected files
 * @param numPeers connected peers, seeds included
 * @param numSeeds connected seeds
 * @param savePath the folder that contains its files
 * @param infoHashes its info-hashes
 * @param numPieces number of pieces; 0 until the metadata is known
 * @param piecesDone downloaded and verified pieces
 * @param pieceLength piece length in bytes; 0 until the metadata is known
 * @param totalSize bytes of all files; 0 until the metadata is known
 * @param allTimeDownload payload bytes received since it was first added
 * @param allTimeUpload payload bytes sent since it was first added
 * @param numComplete seeds in the swarm as counted by the tracker, -1 if unknown
 * @param numIncomplete leechers in the swarm as counted by the tracker, -1 if unknown
 * @param hasMetadata true once the metadata, and so files and pieces, are known
 * @param isFinished true if all selected files are complete
 * @param isSeeding true if all files are complete
 * @param isPaused true if the torrent or its session is paused
 * @param error the error that stopped it, in one line; empty if there is none
 * @param eta time to completion at the current rate; empty if unknown or complete
 * @param addedTime when it was first added
 * @param completedTime when it was completed; empty if it is not
 * @param numConnections connections, half-open ones included
 * @param queuePosition 0-based position in the download queue, -1 if it is not in the queue
 * @param currentTracker URL of the tracker that answered last; empty if none did
 * @param flags the flags that are set
 * @param noPeersReason why it has no peers, in one line with what to do about it, such as {@code session is local, no
 *     trackers, no DHT nodes; --peer HOST:PORT or network=internet}; empty if it has some, does not want any (as while
 *     it is paused, checking or complete), or has wanted them for less than ten seconds
 */
public record TorrentStatus(
        int id,
        String name,
        TorrentState state,
        double progress,
        long downloadRate,
        long uploadRate,
        long totalDone,
        long totalWanted,
        long totalWantedDone,
        int numPeers,
        int numSeeds,
        Path savePath,
        InfoHashes infoHashes,
        int numPieces,
        int piecesDone,
        int pieceLength,
        long totalSize,
        long allTimeDownload,
        long allTimeUpload,
        int numComplete,
        int numIncomplete,
        boolean hasMetadata,
        boolean isFinished,
        boolean isSeeding,
        boolean isPaused,
        String error,
        Optional<Duration> eta,
        Instant addedTime,
        Optional<Instant> completedTime,
        int numConnections,
        int queuePosition,
        String currentTracker,
        Set<TorrentFlag> flags,
        String noPeersReason) {

    /** Copies the set. */
    public TorrentStatus {
        flags = Set.copyOf(flags);
    }
}
