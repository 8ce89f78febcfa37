package org.torrentxt.web.event;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;

/**
 * A client that follows a session. It is only given more when it has taken what it was given before, so a slow one
 * holds neither a thread nor memory of its own.
 */
final class EventClient implements WriteListener, AsyncListener {
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Wanted wanted;
    private final Runnable whenGone;
    private final long begun = System.nanoTime();
    private final Deque<byte[]> pending = new ArrayDeque<>();
    private boolean hasStarted;
    private boolean isFlushed = true;
    private boolean isGone;
    private long sent = begun;

    // Of the feed's own thread: where in its events and statuses the client is.
    long position;
    long version;

    /**
     * @param whenGone called once it has left
     */
    EventClient(AsyncContext async, ServletOutputStream out, Wanted wanted, long position, Runnable whenGone) {
        this.async = async;
        this.out = out;
        this.wanted = wanted;
        this.position = position;
        this.whenGone = whenGone;
    }

    /** Begins with these bytes. */
    void start(List<byte[]> first) {
        pending.addAll(first);
        async.addListener(this);
        out.setWriteListener(this);
    }

    Wanted wanted() {
        return wanted;
    }

    /** Since when it is served, as of {@link System#nanoTime()}. */
    long begun() {
        return begun;
    }

    /** When it was last sent something. */
    synchronized long sent() {
        return sent;
    }

    /** Whether it has taken everything. */
    synchronized boolean isReady() {
        try {
            return hasStarted && !isGone && pending.isEmpty() && isFlushed && out.isReady();
        } catch (RuntimeException e) {
            end();
            return false;
        }
    }

    /** Sends something, of one that is ready; by and by if it does not take it at once. */
    synchronized void send(List<byte[]> parts) {
        parts.stream().filter(part -> part.length > 0).forEach(pending::add);
        sent = System.nanoTime();
        drain();
    }

    @Override
    public synchronized void onWritePossible() {
        hasStarted = true;
        drain();
    }

    private void drain() {
        try {
            while (!isGone && out.isReady()) {
                byte[] next = pending.poll();
                if (next != null) {
                    isFlushed = false;
                    out.write(next);
                } else if (isFlushed) {
                    return;
                } else {
                    isFlushed = true;
                    out.flush();
                }
            }
        } catch (IOException | RuntimeException e) {
            end();
        }
    }

    /** Ends the answer. */
    void end() {
        if (leave()) {
            try {
                async.complete();
            } catch (RuntimeException e) {
                // It has ended already.
                return;
            }
        }
    }

    private boolean leave() {
        synchronized (this) {
            if (isGone) {
                return false;
            }
            isGone = true;
            pending.clear();
        }
        whenGone.run();
        return true;
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        leave();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Does not happen.
    }
}
