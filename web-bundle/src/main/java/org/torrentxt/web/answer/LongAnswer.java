package org.torrentxt.web.answer;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * An answer that is given little by little, without a thread of its own. It ends once: when whoever gives it ends it, or
 * when its client has left. Safe for use by several threads.
 */
public final class LongAnswer {
    private enum State {
        OPEN,
        LOOKED_AT, // whoever ends it meanwhile leaves the connection to the one who looks
        ENDED
    }

    private final AsyncContext context;
    private final HttpServletResponse response;
    private final ServletOutputStream out;
    private final Runnable whenEnded;
    private final Line line = Line.current();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private volatile boolean hasStarted; // false while the thread that handles the request may still use it

    /**
     * Begins to answer the request that the calling thread handles.
     *
     * @param whenEnded called once when it has ended, for whatever reason
     * @throws IOException if it cannot be answered
     */
    public LongAnswer(HttpServletRequest request, Runnable whenEnded) throws IOException {
        this.context = request.startAsync();
        context.setTimeout(0); // whoever gives it has time limits
        this.response = (HttpServletResponse) context.getResponse();
        this.out = response.getOutputStream();
        this.whenEnded = whenEnded;
    }

    /** Its status and headers. */
    public HttpServletResponse response() {
        return response;
    }

    /** Has it written: {@code whenReady} is called each time when {@link #isReady} has become true. */
    public void start(Runnable whenReady) {
        try {
            context.addListener(new Ends());
            out.setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() {
                    hasStarted = true;
                    whenReady.run();
                }

                @Override
                public void onError(Throwable failure) {
                    end(); // the client has left
                }
            });
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
    }

    /** Whether {@link #write} or {@link #flush} can be called once now; neither waits for the client. */
    public boolean isReady() {
        return hasStarted && !isEnded() && out.isReady();
    }

    /** Sends something. */
    public void write(byte[] bytes, int count) throws IOException {
        out.write(bytes, 0, count);
    }

    /** Has the client get what was written. */
    public void flush() throws IOException {
        out.flush();
    }

    /** Whether it has ended. */
    public boolean isEnded() {
        return state.get() == State.ENDED;
    }

    /**
     * Whether its client has left, as far as that can be known before something is written. Does not wait.
     */
    public boolean isClientGone() {
        if (!hasStarted || !state.compareAndSet(State.OPEN, State.LOOKED_AT)) {
            return isEnded();
        }
        boolean isGone = true;
        try {
            isGone = line.isClosed();
        } finally {
            if (!state.compareAndSet(State.LOOKED_AT, State.OPEN)) {
                complete();
            }
        }
        return isGone;
    }

    /** Ends it: as it should if all that was announced is written; else the connection is aborted. */
    public void end() {
        if (leave() == State.OPEN) {
            complete();
        }
    }

    private State leave() {
        State before = state.getAndSet(State.ENDED);
        if (before != State.ENDED) {
            whenEnded.run();
        }
        return before;
    }

    private void complete() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // the server was first
        }
    }

    /** Other ends than ours. */
    private final class Ends implements AsyncListener {
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
            // is not started again
        }
    }
}
