package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StuckSubscribersTest {
    private static final Duration LOOK = Duration.ofMillis(40);

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread thread = new Thread(this::handle, "torrentxt-default-events");

    @AfterEach
    void release() throws InterruptedException {
        released.countDown();
        thread.join();
    }

    private void handle() {
        entered.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void oneThatHoldsItsThreadIsNamed() throws InterruptedException {
        thread.start();
        entered.await();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertThat(new StuckSubscribers("default").find(LOOK))
                .containsOnlyKeys("torrentxt-default-events")
                .containsValue(where());
        assertThat(new StuckSubscribers("other").find(LOOK)).isEmpty();
    }

    private String where() {
        return Arrays.stream(thread.getStackTrace())
                .filter(frame -> frame.getClassName().equals(getClass().getName()))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    @Test
    void nobodyIsStuckWhereNothingIsDelivered() throws InterruptedException {
        assertThat(new StuckSubscribers("default").find(LOOK)).isEmpty();
    }
}
