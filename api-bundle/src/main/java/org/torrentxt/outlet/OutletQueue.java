package org.torrentxt.outlet;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What waits to be delivered by an {@link Outlet}. Thread-safe: its lock is this object, which is notified of changes.
 *
 * @param <T> the type of the items
 */
public abstract class OutletQueue<T> {
    /** The items; guarded by this. */
    protected final Deque<T> items = new ArrayDeque<>();

    private boolean closed;
    private boolean abandoned;

    /** An empty queue. */
    protected OutletQueue() {}

    /**
     * Waits for the next item.
     *
     * @return null once closed and empty, or abandoned
     * @throws InterruptedException if this thread is interrupted; no item is lost
     */
    public synchronized T take() throws InterruptedException {
        while (!abandoned && !closed && !isReady()) {
            wait();
        }
        return !abandoned && isReady() ? next() : null;
    }

    /** True if an item can be delivered; called with the lock held. */
    protected abstract boolean isReady();

    /** Removes the next item; called with the lock held, and only while {@link #isReady()}. */
    protected abstract T next();

    /** Puts an item back to the head of the queue, even if it is full. */
    public synchronized void putBack(T item) {
        items.addFirst(item);
        notifyAll();
    }

    /** Removes the item that was just {@linkplain #putBack put back}. */
    synchronized void takeBack() {
        items.removeFirst();
    }

    /** The number of waiting items. */
    public synchronized int size() {
        return items.size();
    }

    /** True once no more items are accepted. */
    protected synchronized boolean isClosed() {
        return closed;
    }

    /** Accepts no more items. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Discards all items. */
    public synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }
}
