package org.torrentxt.impl.engine.torrent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.status.MoveProgress;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.engine.binding.Uninterrupted;
import org.torrentxt.impl.storage.Leftovers;

/** Moves torrents of a session to other file systems, one after the other: two at a time would make disks slow. */
public final class Mover {
    private static final Logger LOG = LoggerFactory.getLogger(Mover.class);
    private static final long IDLE_SECONDS = 10;
    private static final Duration RENAME_LIMIT = Duration.ofSeconds(10);

    private final TorrentContext session;
    private final Map<Integer, Move> moves = new ConcurrentHashMap<>(); // by torrent
    private final ThreadPoolExecutor thread;

    public Mover(TorrentContext session) {
        this.session = session;
        ThreadFactory threads = task -> {
            Thread made = new Thread(task, "torrentxt-" + session.name() + "-move");
            made.setDaemon(true);
            return made;
        };
        // a session that stops has cancelled all before, and one that comes after that
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads, (task, stopped) -> {
                    ((Move) task).cancel(stopped(), RENAME_LIMIT);
                    task.run();
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins to move a torrent.
     *
     * @param to a folder, on another file system or not
     * @param keepsExisting true to use the files that exist there; one that is being moved is no reason to fail then
     * @return ends with the new folder, or as the torrent is removed or its session stops; for no callers
     * @throws TorrentException if it is being moved
     */
    CompletableFuture<Path> start(EngineTorrent torrent, Path to, boolean keepsExisting) {
        Move move = new Move(session, torrent, to, keepsExisting, () -> moves.remove(torrent.id()));
        if (moves.putIfAbsent(torrent.id(), move) == null) {
            thread.execute(move);
            return move.outcome();
        } else if (!keepsExisting) {
            throw isMoving(torrent.id());
        }
        return CompletableFuture.completedFuture(to); // nobody waits for that one
    }

    /**
     * Refuses what would change the files of a torrent while they are moved.
     *
     * @throws TorrentException if they are
     */
    void requireNone(int torrent) {
        if (moves.containsKey(torrent)) {
            throw isMoving(torrent);
        }
    }

    private TorrentException isMoving(int torrent) {
        Path folder = progress(torrent).map(MoveProgress::folder).orElse(Path.of("another folder"));
        return TorrentException.invalid(
                "torrent " + torrent + " is being moved to " + folder + "; wait until that is done");
    }

    /** As {@link #recover(Path, InfoHashes)}, except where a search has found nothing. */
    boolean recover(Path savePath, InfoHashes hashes, Leftovers.Search search) {
        return hashes.stream().anyMatch(hash -> search.mayFind(savePath, Leftovers.tag(hash)))
                && recover(savePath, hashes);
    }

    /**
     * Puts in order what a process that died has left behind of a move, in the save path of a torrent that is about to
     * be added.
     *
     * @return true if files may be there now that were not there before
     */
    boolean recover(Path savePath, InfoHashes hashes) {
        boolean areBack = false;
        try {
            for (InfoHash hash : hashes.stream().toList()) {
                areBack |= Leftovers.recover(savePath, Leftovers.tag(hash));
            }
        } catch (IOException e) {
            LOG.warn(
                    "Session {}: {} has leftovers of an unfinished move, which cannot be put in order: {} ({})",
                    session.name(),
                    savePath,
                    Reasons.of(e),
                    e.getMessage());
        }
        return areBack;
    }

    /** True while a torrent is being moved. */
    boolean moves(int torrent) {
        return moves.containsKey(torrent);
    }

    /** How far the move of a torrent is; empty if it is not moved. */
    Optional<MoveProgress> progress(int torrent) {
        return Optional.ofNullable(moves.get(torrent)).map(Move::progress);
    }

    /** Follows an alert; false for one that nobody else is to see. */
    public boolean follow(Alert alert) {
        Move move = moves.get(alert.torrent());
        return move == null || move.follow(alert);
    }

    /** Ends the move of a torrent; its files are where they were then, or moved. */
    void cancel(int torrent, TorrentException why) {
        Move move = moves.get(torrent);
        if (move != null) {
            move.cancel(why, RENAME_LIMIT);
        }
    }

    private TorrentException stopped() {
        return new TorrentException(ErrorCode.NO_SESSION, "session " + session.name() + " was stopped");
    }

    /** Ends all moves, and waits until nothing is left of them, but not forever. */
    public void close(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        cancelAll(end);
        thread.shutdown();
        cancelAll(end); // those that came in between
        if (!Uninterrupted.within(
                left(end).toMillis(), millis -> thread.awaitTermination(millis, TimeUnit.MILLISECONDS))) {
            LOG.warn("Session {}: a move does not end; it is left behind", session.name());
        }
    }

    private void cancelAll(long end) {
        moves.values().forEach(move -> move.cancel(stopped(), left(end)));
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }
}
