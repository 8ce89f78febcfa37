package org.torrentxt.impl.engine;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * The handle of a torrent, lent for one call at a time: while the session is held open, and only as long as the torrent is in
 * it.
 */
final class LiveHandle {
    private final NativeSession engine;
    private final int id;
    // Held while what the binding does not keep alive, such as the metadata, is read; taken within a call of the
    // engine.
    private final ReadWriteLock presence = new ReentrantReadWriteLock();
    private volatile torrent_handle handle;
    private volatile boolean removed;

    LiveHandle(NativeSession engine, int id) {
        this.engine = engine;
        this.id = id;
    }

    /** Gives the torrent its handle; until then it answers as if gone. */
    void attach(torrent_handle engineHandle) {
        this.handle = engineHandle;
    }

    /** True once the torrent has got its handle, also after it is gone. */
    boolean isAttached() {
        return handle != null;
    }

    /** Asks the engine; answers {@code gone} once the torrent is. */
    <T> T ask(Function<torrent_handle, T> question, T gone) {
        return ask(presence.readLock(), question, gone);
    }

    /** Does something if the torrent is still there. */
    void tell(Consumer<torrent_handle> action) {
        ask(done(action), false);
    }

    /**
     * Does something with the torrent.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void act(Consumer<torrent_handle> action) {
        require(ask(done(action), false));
    }

    /**
     * Does the last thing with the torrent, once all other calls are through; it is gone then.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} if it is gone already
     */
    void remove(Consumer<torrent_handle> removal) {
        require(ask(
                presence.writeLock(),
                h -> {
                    removed = true;
                    removal.accept(h);
                    return true;
                },
                false));
    }

    private <T> T ask(Lock lock, Function<torrent_handle, T> question, T gone) {
        return engine.ask(session -> locked(lock, () -> isLive() ? question.apply(handle) : gone), gone);
    }

    private static Function<torrent_handle, Boolean> done(Consumer<torrent_handle> action) {
        return h -> {
            action.accept(h);
            return true;
        };
    }

    private static <T> T locked(Lock lock, Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean isLive() {
        return !removed && handle != null && handle.is_valid();
    }

    private void require(boolean there) {
        if (!there) {
            throw gone(id);
        }
    }

    /** What is said of a torrent that is gone. */
    static TorrentException gone(int id) {
        return new TorrentException(
                ErrorCode.BAD_HANDLE, "torrent " + id + " is gone: it was removed, or its session stopped");
    }
}
