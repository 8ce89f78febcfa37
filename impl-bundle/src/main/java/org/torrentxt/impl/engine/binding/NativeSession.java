package org.torrentxt.impl.engine.binding;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.ip_filter;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_params;
import org.libtorrent4j.swig.session_proxy;
import org.libtorrent4j.swig.settings_pack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Owns the native session. Calls hold a read lock and freeing it takes the write lock, so that no call uses a freed
 * session.
 */
public final class NativeSession {
    private static final Logger LOG = LoggerFactory.getLogger(NativeSession.class);

    private static final Queue<session_proxy> LEFT_BEHIND = new ConcurrentLinkedQueue<>();

    // Sessions that are constructed at the same moment corrupt what the native library sets up once for all of them.
    private static final Object CONSTRUCTION = new Object();

    private final String name;
    private final session engine;
    private final AlertPump pump;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    public NativeSession(String name, settings_pack settings, ip_filter filter, boolean mmap, Consumer<alert> alerts) {
        this.name = name;
        session_params params = new session_params(settings);
        if (!mmap) {
            params.set_posix_disk_io_constructor();
        }
        params.setIp_filter(filter);
        synchronized (CONSTRUCTION) {
            this.engine = new session(params);
        }
        params.delete();
        this.pump = new AlertPump(name, engine, alerts);
    }

    /** Starts delivering alerts. */
    public void startAlerts() {
        pump.start();
    }

    /**
     * Calls the engine.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once closed, {@link ErrorCode#ENGINE} if the engine refuses
     */
    public <T> T call(Function<session, T> action) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new TorrentException(ErrorCode.NO_SESSION, "session '" + name + "' is stopped");
            }
            return action.apply(engine);
        } catch (TorrentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TorrentException(ErrorCode.ENGINE, "engine error: " + e.getMessage(), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Calls the engine, or returns {@code otherwise} once closed. */
    public <T> T ask(Function<session, T> action, T otherwise) {
        lock.readLock().lock();
        try {
            return closed ? otherwise : call(action);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Calls the engine for its effect. */
    public void run(Consumer<session> action) {
        call(engine -> {
            action.accept(engine);
            return null;
        });
    }

    /** True while all torrents are paused; answered once the engine has done all that it was asked for before. */
    public boolean isPaused() {
        return ask(session::is_paused, false);
    }

    /**
     * Stops the engine and frees it; further calls are refused. A second call does nothing.
     *
     * @param limit how long to wait for the last announces to trackers
     */
    public void close(Duration limit) {
        lock.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
        if (!pump.stop()) {
            LOG.error(
                    "Session {}: its alert thread does not end; the native session is stopped, but its memory is not"
                            + " freed",
                    name);
            LEFT_BEHIND.add(engine.abort()); // if freed by the garbage collector, it would wait for a session in use
            return;
        }
        session_proxy proxy = engine.abort();
        engine.delete();
        free(proxy, limit);
    }

    private void free(session_proxy proxy, Duration limit) {
        Thread thread = new Thread(proxy::delete, "torrentxt-" + name + "-stop");
        thread.setDaemon(true);
        thread.start();
        if (!Uninterrupted.within(limit.toMillis(), left -> hasEnded(thread, left))) {
            LOG.warn("Session {} is still closing its connections; its ports may remain in use for a while", name);
        }
    }

    private static boolean hasEnded(Thread thread, long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }
}
