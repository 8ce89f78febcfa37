package org.torrentxt.web.event;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javax.servlet.http.HttpServletRequest;
import org.torrentxt.web.answer.LongAnswer;

/**
 * A client that follows a session. It is only given more when it has taken what it was given before, so a slow one
 * holds neither a thread nor memory of its own.
 */
final class EventClient {
    private final LongAnswer answer;
    private final Wanted wanted;
    private final long begun = System.nanoTime();
    private final Deque<byte[]> pending = new ArrayDeque<>();
    private boolean isFlushed = true;
    private long sent = begun;

    // Of the feed's own thread: where in its events and statuses the client is.
    long position;
    long version;

    /**
     * @param position the event that it knows
     * @param whenGone called once it has left
     */
    EventClient(HttpServletRequest request, Wanted wanted, long position, Consumer<EventClient> whenGone)
            throws IOException {
        this.wanted = wanted;
        this.position = position;
        this.answer = new LongAnswer(request, () -> whenGone.accept(this));
    }

    /** Begins with these bytes. */
    void start(List<byte[]> first) {
        synchronized (this) {
            pending.addAll(first);
        }
        answer.start(this::drain);
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
            return pending.isEmpty() && isFlushed && answer.isReady();
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

    private synchronized void drain() {
        try {
            while (answer.isReady()) {
                byte[] next = pending.poll();
                if (next != null) {
                    isFlushed = false;
                    answer.write(next, next.length);
                } else if (isFlushed) {
                    return;
                } else {
                    isFlushed = true;
                    answer.flush();
                }
            }
        } catch (IOException | RuntimeException e) {
            end();
        }
    }

    /** Ends the answer if nobody reads it any more. */
    void endIfGone() {
        if (answer.isClientGone()) {
            end();
        }
    }

    /** Ends the answer. */
    void end() {
        answer.end();
    }
}
