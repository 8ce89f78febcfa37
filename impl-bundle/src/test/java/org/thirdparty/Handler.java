package org.thirdparty;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Code of somebody else, which does not return before it is released, and does not care for interruptions. */
public final class Handler {
    private final CountDownLatch released;
    private final AtomicBoolean called = new AtomicBoolean();

    /** Returns once that is released. */
    public Handler(CountDownLatch released) {
        this.released = released;
    }

    /** Is stuck the first time. */
    public void handleOnce() {
        if (called.compareAndSet(false, true)) {
            handle();
        }
    }

    /** Is stuck. */
    public void handle() {
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                // on purpose
            }
        }
    }
}
