package org.torrentxt.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class LastOutTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Object component = new Object();
    private final Object other = new Object();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    @AfterEach
    void leave() {
        LastOut.leave(component);
        LastOut.leave(other);
    }

    private Thread stop(Duration patience) {
        var thread = new Thread(() -> {
            try {
                new LastOut(patience).stop(null);
                stopped.complete(null);
            } catch (InterruptedException e) {
                stopped.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void aBundleStopsAfterItsComponents() throws Exception {
        LastOut.enter(component);
        LastOut.enter(other);
        Thread thread = stop(LONG);
        awaitWaiting(thread);

        LastOut.leave(component);
        awaitWaiting(thread);
        assertThat(stopped).isNotDone();

        LastOut.leave(other);
        assertThat(stopped).succeedsWithin(LONG);
    }

    @Test
    void aBundleWithoutComponentsStopsAtOnce() {
        stop(Duration.ofDays(1));

        assertThat(stopped).succeedsWithin(LONG);
    }

    @Test
    void aComponentThatDoesNotEndIsWaitedForNoLongerThanTheLimit() {
        LastOut.enter(component);

        stop(Duration.ofMillis(10));

        assertThat(stopped).succeedsWithin(LONG);
    }
}
