package org.torrentxt.impl.stream;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.TorrentException;

/**
 * Which pieces of a torrent there are, and who waits for more. Alerts tell it, and wake those that wait; the engine is
 * asked where they have not told, or may have been lost. No lock is held while it is asked.
 */
public final class Arrivals {
    private final PieceSource source;
    private final Object watching = new Object();
    private int watchers; // guarded by watching

    private final ReentrantLock lock = new ReentrantLock(); // guards all below
    private final Condition news = lock.newCondition();
    private final BitSet arrived = new BitSet(); // told by alerts since the last doubt
    private BitSet known; // null until the engine was asked
    private long doubts;
    private long changes;
    private long looks; // at the engine, which may know more than alerts have told
    private TorrentException end;
    private final List<Waiting> waiting = new LinkedList<>();

    /** Somebody who waits without a thread. */
    private record Waiting(BooleanSupplier done, CompletableFuture<Void> end) {
        private boolean isOver() {
            return end.isDone() || done.getAsBoolean();
        }
    }

    public Arrivals(PieceSource source) {
        this.source = source;
    }

    /** A piece was verified. */
    public void arrived(int piece) {
        tell(() -> (known == null ? arrived : known).set(piece));
    }

    /** Pieces may be there no more, or others than alerts have told. */
    public void doubt() {
        tell(() -> {
            known = null;
            arrived.clear();
            doubts++;
            changes++;
        });
    }

    /** Something else is no longer as it was: places, priorities, errors. */
    public void changed() {
        tell(() -> changes++);
    }

    /** Has those that wait look again at what they wait for. */
    void wake() {
        tell(() -> {});
    }

    /** The torrent is gone: no more reads. */
    public void end(TorrentException reason) {
        tell(() -> {
            end = reason;
            changes++;
        });
    }

    private void tell(Runnable change) {
        List<Waiting> over = new ArrayList<>();
        lock.lock();
        try {
            change.run();
            news.signalAll();
            waiting.removeIf(each -> each.isOver() && over.add(each));
        } finally {
            lock.unlock();
        }
        over.forEach(each -> each.end.complete(null)); // without the lock, as others act on it
    }

    /** How often something has changed: what is known of priorities and errors holds until the next time. */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /**
     * How often the place of a file may have changed: a piece that the engine has told may lie where no alert has told
     * yet.
     */
    long moves() {
        lock.lock();
        try {
            return changes + looks;
        } finally {
            lock.unlock();
        }
    }

    /**
     * True if the piece is verified.
     *
     * @throws TorrentException once the torrent is gone
     */
    boolean has(int piece) {
        return nextMissing(piece) != piece;
    }

    /**
     * The first piece from there on that is not verified, which may be one behind the last.
     *
     * @throws TorrentException once the torrent is gone
     */
    int nextMissing(int piece) {
        while (true) {
            long before;
            lock.lock();
            try {
                requirePresent();
                if (known != null) {
                    return known.nextClearBit(piece);
                }
                before = doubts;
            } finally {
                lock.unlock();
            }
            learn(source.pieces(), before);
        }
    }

    private void learn(BitSet pieces, long before) {
        lock.lock();
        try {
            if (known == null && doubts == before) {
                pieces.or(arrived);
                known = pieces;
                looks++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The same without asking anybody. */
    boolean isKnown(int piece) {
        lock.lock();
        try {
            return known != null && known.get(piece);
        } finally {
            lock.unlock();
        }
    }

    private void requirePresent() {
        if (end != null) {
            throw new TorrentException(end.code(), end.getMessage()); // with the trace of the one that asks
        }
    }

    /** Has each piece told that is verified, until {@link #unwatch}. */
    void watch() {
        synchronized (watching) {
            if (watchers++ == 0) {
                source.watch();
                doubt(); // before that, nothing was told
            }
        }
    }

    void unwatch() {
        synchronized (watching) {
            if (--watchers == 0) {
                source.unwatch();
                doubt();
            }
        }
    }

    /**
     * Waits.
     *
     * @param done what for; asked whenever something was told, asks nobody itself
     * @param until the {@link System#nanoTime()} at which to give up
     */
    void await(BooleanSupplier done, long until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = until - System.nanoTime();
            while (!done.getAsBoolean() && left > 0) {
                news.await(left, TimeUnit.NANOSECONDS);
                left = until - System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits without a thread.
     *
     * @param done as for {@link #await}
     * @return ends once that is true, on the thread that tells; may be ended before, which ends the wait
     */
    CompletableFuture<Void> when(BooleanSupplier done) {
        Waiting one = new Waiting(done, new CompletableFuture<>());
        lock.lock();
        try {
            if (!one.isOver()) {
                waiting.add(one);
                return one.end;
            }
        } finally {
            lock.unlock();
        }
        one.end.complete(null);
        return one.end;
    }
}
