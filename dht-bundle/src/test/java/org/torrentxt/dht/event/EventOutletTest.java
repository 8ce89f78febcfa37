package org.torrentxt.dht.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

class EventOutletTest {
    private final EventOutlet outlet = new EventOutlet(Duration.ofMillis(100), Duration.ofSeconds(30));
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        outlet.close();
    }

    private static EventAdmin admin(Consumer<Event> handler) {
        return new EventAdmin() {
            @Override
            public void postEvent(Event event) {
                throw new AssertionError("posted, which has no limit");
            }

            @Override
            public void sendEvent(Event event) {
                handler.accept(event);
            }
        };
    }

    private void post(String... topics) {
        for (String topic : topics) {
            outlet.postEvent(new Event(topic, Map.of()));
        }
    }

    private String next() throws InterruptedException {
        return received.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void eventsAreSentInOrder() throws InterruptedException {
        outlet.use(admin(event -> received.add(event.getTopic())));
        List<String> topics =
                IntStream.range(0, 500).mapToObj(i -> "topic/" + i).toList();
        post(topics.toArray(String[]::new));
        for (String topic : topics) {
            assertThat(next()).isEqualTo(topic);
        }
    }

    @Test
    void aHandlerThatNeverReturnsKeepsNobodyElseFromEvents() throws InterruptedException {
        AtomicBoolean isStuck = new AtomicBoolean();
        outlet.use(admin(event -> {
            if (isStuck.compareAndSet(false, true)) {
                await();
            }
            received.add(event.getTopic());
        }));
        post("one", "two");
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anEventWaitsForAnEventAdminThatIsReplaced() throws InterruptedException {
        EventAdmin first = admin(event -> received.add("first " + event.getTopic()));
        outlet.use(first);
        post("one");
        assertThat(next()).isEqualTo("first one");
        outlet.leave(first);
        post("two");
        outlet.use(admin(event -> received.add("second " + event.getTopic())));
        assertThat(next()).isEqualTo("second two");
    }

    @Test
    void oneThatFailsDoesNotEndIt() throws InterruptedException {
        outlet.use(admin(event -> {
            received.add(event.getTopic());
            throw new IllegalStateException("on purpose");
        }));
        post("one", "two");
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
    }
}
