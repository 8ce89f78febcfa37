package org.torrentxt.impl.engine.torrent;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.libtorrent4j.swig.move_flags_t;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.Failure;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.StorageMovedFailed;
import org.torrentxt.api.status.MoveProgress;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.engine.binding.Uninterrupted;
import org.torrentxt.impl.input.Folders;
import org.torrentxt.impl.storage.Relocation;

/**
 * Moves the files of a torrent to another file system, which the engine cannot: the torrent is held, its files are
 * copied, and the engine is told to move to where they are already. What the engine reports of that is kept from
 * others; how it ended is published once all is done.
 */
final class Move implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Move.class);
    private static final long FLUSH_SECONDS = 10;
    private static final int LOST_SECONDS = 10; // for an alert that does not come
    private static final int CANCELLED = 125; // errors of the operating system
    private static final int FILE_EXISTS = 17;
    private static final int NO_SPACE = 28;
    private static final int IO_ERROR = 5;

    private final TorrentContext session;
    private final EngineTorrent torrent;
    private final Path to;
    private final boolean keepsExisting;
    private final Runnable ended;
    private final CompletableFuture<Path> outcome = new CompletableFuture<>();
    private final CountDownLatch flushed = new CountDownLatch(1);
    private final AtomicLong counted = new AtomicLong(); // each byte twice
    private final ReentrantLock ending = new ReentrantLock(); // held while the files get their new places
    private volatile CompletableFuture<Optional<StorageMovedFailed>> answer; // of the engine; null until it is asked
    private volatile String cancelled; // why; null while it is not
    private volatile long total;
    private boolean isOver; // guarded by ending
    private boolean isHeld;

    /**
     * A move that is about to begin.
     *
     * @param keepsExisting true to use the files that exist at the new place, which are checked then; else they are a
     *     reason to fail
     * @param ended is called when it is over, before that is published
     */
    Move(TorrentContext session, EngineTorrent torrent, Path to, boolean keepsExisting, Runnable ended) {
        this.session = session;
        this.torrent = torrent;
        this.to = to;
        this.keepsExisting = keepsExisting;
        this.ended = ended;
    }

    /** Ends with the new folder, or with the reason why it is not moved. */
    CompletableFuture<Path> outcome() {
        return outcome;
    }

    MoveProgress progress() {
        return MoveProgress.builder(to)
                .bytesDone(counted.get() / 2)
                .bytesTotal(total)
                .build();
    }

    /** Follows an alert of the torrent; false for one that nobody else is to see. */
    boolean follow(Alert alert) {
        CompletableFuture<Optional<StorageMovedFailed>> asked = answer;
        return switch (alert.type()) {
            case CACHE_FLUSHED -> {
                flushed.countDown();
                yield false;
            }
            case STORAGE_MOVED -> asked == null || !complete(asked, Optional.empty());
            case STORAGE_MOVED_FAILED -> asked == null || !complete(asked, Optional.of((StorageMovedFailed) alert));
            default -> true;
        };
    }

    private static <T> boolean complete(CompletableFuture<T> asked, T with) {
        asked.complete(with);
        return true;
    }

    /**
     * Ends it, unless the files are in their new places already. If they are just being renamed, waits for that, but not
     * forever: on a disk that does not answer a rename may never return.
     */
    void cancel(TorrentException why, Duration limit) {
        cancelled = why.getMessage();
        if (!Uninterrupted.within(limit.toMillis(), millis -> ending.tryLock(millis, TimeUnit.MILLISECONDS))) {
            LOG.warn(
                    "Session {}: the files of torrent {} are still being renamed after {} ms: its disk does not answer;"
                            + " they are in {} and where they were",
                    session.name(),
                    torrent.id(),
                    limit.toMillis(),
                    to);
            outcome.completeExceptionally(why);
            return;
        }
        try {
            if (!isOver) {
                isOver = true;
                publishFailure(to, CANCELLED, cancelled);
                outcome.completeExceptionally(why);
            }
        } finally {
            ending.unlock();
        }
    }

    @Override
    public void run() {
        Path from = null;
        try {
            requireWanted();
            torrent.runState().hold(session.engine().isPaused());
            isHeld = true;
            flush();
            from = torrent.storage().engineFolder();
            Folders.writable("folder", to); // there may be nothing to copy that would fail
            move(from, torrent.storage().filesToMove(from, to, keepsExisting));
            end(new StorageMoved(
                    origin(), to.toString(), from.toString(), message("moved storage from: " + from + " to: " + to)));
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void move(Path from, Relocation relocation) throws IOException {
        try {
            total = relocation.length();
            relocation.copy(torrent.storage().writtenBytes(), this::add);
            ending.lock(); // nobody cancels from here on
            try {
                requireWanted();
                relocation.place();
                relocation.setAside();
                tellEngine();
                isOver = true;
            } finally {
                ending.unlock();
            }
        } catch (IOException | RuntimeException | Error e) {
            undo(relocation, from);
            throw e;
        }
        try {
            relocation.finish();
        } catch (IOException e) {
            LOG.warn("Torrent {} was moved; its files in {} could not be deleted: {}", torrent.id(), from, reason(e));
        }
        torrent.place().moved(from);
    }

    private void undo(Relocation relocation, Path from) {
        try {
            relocation.undo();
        } catch (IOException e) {
            LOG.warn(
                    "Torrent {} was not moved to {}, and what was copied could not be deleted: {}; its files are in {}",
                    torrent.id(),
                    to,
                    reason(e),
                    from);
        }
    }

    private void add(long bytes) throws IOException {
        counted.addAndGet(bytes);
        requireWanted();
    }

    private void requireWanted() throws FileSystemException {
        if (cancelled != null) {
            throw new FileSystemException(to.toString(), null, cancelled);
        }
    }

    // The engine's files are closed then, and all is in them.
    private void flush() {
        torrent.act(handle -> handle.flush_cache());
        session.engine().isPaused(); // answered once the engine is through with that
        if (!Uninterrupted.within(TimeUnit.SECONDS.toMillis(FLUSH_SECONDS), this::isFlushed)) {
            LOG.debug("Torrent {}: the engine did not report that it has closed its files", torrent.id());
        }
    }

    private boolean isFlushed(long millis) throws InterruptedException {
        return flushed.await(millis, TimeUnit.MILLISECONDS);
    }

    // It finds no file at the old place, and takes those at the new one for moved.
    private void tellEngine() throws IOException {
        CompletableFuture<Optional<StorageMovedFailed>> asked = new CompletableFuture<>();
        answer = asked;
        move_flags_t flags = keepsExisting ? move_flags_t.dont_replace : move_flags_t.always_replace_files;
        torrent.act(handle -> handle.move_storage(to.toString(), flags));
        Optional<StorageMovedFailed> failure = await(asked);
        if (failure.isPresent()) {
            throw new FileSystemException(
                    failure.get().file(), null, failure.get().failure().errorMessage());
        }
    }

    private Optional<StorageMovedFailed> await(CompletableFuture<Optional<StorageMovedFailed>> asked)
            throws IOException {
        int idle = 0; // seconds
        while (true) {
            try {
                return asked.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                idle = torrent.storage().isMovedByEngine() ? 0 : idle + 1;
                if (idle > LOST_SECONDS) {
                    if (torrent.storage().engineFolder().equals(to)) {
                        return Optional.empty();
                    }
                    throw new FileSystemException(to.toString(), null, "the engine did not move");
                }
            } catch (ExecutionException | InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private void end(Alert moved) {
        letGo();
        session.publish(moved);
        outcome.complete(to);
    }

    private void letGo() {
        if (isHeld) {
            torrent.runState().release(session.engine().isPaused());
        }
        ended.run();
        torrent.names().look();
    }

    private void fail(Throwable e) {
        if (!(e instanceof IOException || e instanceof TorrentException)) {
            LOG.error("Torrent {} was not moved to {}", torrent.id(), to, e);
        }
        torrent.place().notMoved();
        letGo();
        ending.lock();
        try {
            if (!isOver) {
                isOver = true;
                publishFailure(file(e), code(e), reason(e));
                outcome.completeExceptionally(new TorrentException(
                        ErrorCode.ENGINE,
                        "torrent " + torrent.id() + " was not moved to " + to + ": " + reason(e) + " (" + file(e) + ")",
                        e));
            }
        } finally {
            ending.unlock();
        }
    }

    private Path file(Throwable e) {
        return e instanceof FileSystemException f && f.getFile() != null ? Path.of(f.getFile()) : to;
    }

    private static int code(Throwable e) {
        if (e instanceof FileAlreadyExistsException) {
            return FILE_EXISTS;
        }
        return e instanceof Relocation.NoSpaceException ? NO_SPACE : IO_ERROR;
    }

    private static String reason(Throwable e) {
        return e instanceof IOException || e instanceof TorrentException
                ? Reasons.of(e)
                : "internal error; see the log for details";
    }

    private void publishFailure(Path file, int code, String reason) {
        session.publish(new StorageMovedFailed(
                origin(),
                file.toString(),
                new Failure(code, reason, message("storage move failed (" + file + "): " + reason))));
    }

    private String message(String what) {
        return torrent.identity().lastName() + ": " + what;
    }

    private AlertOrigin origin() {
        return torrent.origin();
    }
}
