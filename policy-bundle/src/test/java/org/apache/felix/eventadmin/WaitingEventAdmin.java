package org.apache.felix.eventadmin;

import java.util.concurrent.CountDownLatch;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** One that waits for threads of its own, which it does not start any more, as it has stopped. */
public final class WaitingEventAdmin implements EventAdmin {
    private final CountDownLatch waiting = new CountDownLatch(1);

    @Override
    public void postEvent(Event event) {
        throw new AssertionError("posted: " + event);
    }

    @Override
    public void sendEvent(Event event) {
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return; // as its threads have ended
        }
    }

    /** Returns once it waits. */
    public void await() throws InterruptedException {
        waiting.await();
    }
}
