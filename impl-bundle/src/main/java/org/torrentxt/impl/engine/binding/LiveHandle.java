package org.torrentxt.impl.engine.binding;

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
 * The handle of a torrent, accessible only during a call while the session is held open and the torrent exists.
 */
public final class LiveHandle {
    private final NativeSession engine;
    private final int id;
    // Held while reading data that the binding does not keep alive, such as the metadata; acquired within an engine
    // call.
    private final ReadWriteLock presence = new ReentrantReadWriteLock();
    private volatile torrent_handle handle;
    private volatile boolean removed;

    public LiveHandle(NativeSession engine, int id) {
        this.engine = engine;
        this.id = id;
    }

    /** Sets the handle; until then the torrent behaves as if removed. */
    public void attach(torrent_handle engineHandle) {
        this.handle = engineHandle;
    }

    /** True once the torrent has its handle, even after it was removed. */
    public boolean isAttached() {
        return handle != null;
    }

    /** Queries the engine; returns {@code gone} once the torrent is removed. */
    public <T> T ask(Function<torrent_handle, T> question, T gone) {
        return ask(presence.readLock(), question, gone);
    }

    /** Performs an action if the torrent still exists. */
    public void tell(Consumer<torrent_handle> action) {
        ask(done(action), false);
    }

    /**
     * Performs an action on the torrent.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    public void act(Consumer<torrent_handle> action) {
        require(ask(done(action), false));
    }

    /**
     * Performs the last action on the torrent after all other calls have ended; it is then gone.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} if it is already gone
     */
    public void remove(Consumer<torrent_handle> removal) {
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

    /** The error for a torrent that is gone. */
    public static TorrentException gone(int id) {
        return new TorrentException(
                ErrorCode.BAD_HANDLE,
                "torrent " + id + " no longer exists: it was removed, or its session was stopped");
    }
}
