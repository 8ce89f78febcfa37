package org.apache.felix.eventadmin;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Waits for handlers on threads of its own, as the EventAdmin does, which it does not start any more. */
public final class WaitingAdmin implements Consumer<String> {
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public void accept(String event) {
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    /** Is zero once it waits. */
    public CountDownLatch waiting() {
        return waiting;
    }

    /** Is zero once it waits no more. */
    public CountDownLatch interrupted() {
        return interrupted;
    }
}
