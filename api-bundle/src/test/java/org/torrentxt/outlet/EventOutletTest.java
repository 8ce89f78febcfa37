package org.torrentxt.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.felix.eventadmin.WaitingAdmin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** EventAdmins that are missing, replaced, stopped and slow. */
@Timeout(60)
class EventOutletTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(50);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<EventOutlet<?, ?>> opened = new ArrayList<>();

    @AfterEach
    void close() {
        released.countDown();
        opened.forEach(EventOutlet::close);
        awaitNoThreads();
    }

    private EventOutlet<Consumer<String>, String> outlet(Duration limit) {
        EventOutlet<Consumer<String>, String> outlet =
                new EventOutlet<>("test-events", Consumer::accept, "topic/"::concat, log::add, limit, SOON);
        opened.add(outlet);
        return outlet;
    }

    private String next() throws InterruptedException {
        return received.poll(30, TimeUnit.SECONDS);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("test-events"))
                .toList();
    }

    private static void awaitNoThreads() {
        while (!threads().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    // as a handler that does not return, and does not care for interruptions
    private void untilReleased() {
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                // on purpose
            }
        }
    }

    @Test
    void eventsAreSentInOrder() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(NEVER);
        outlet.use(received::add);
        List<String> events = IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        events.forEach(outlet::post);
        for (String event : events) {
            assertThat(next()).isEqualTo(event);
        }
    }

    @Test
    void eventsWaitForAnEventAdmin() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(NEVER);
        outlet.post("one");
        Consumer<String> first = event -> received.add("first " + event);
        outlet.use(first);
        assertThat(next()).isEqualTo("first one");

        outlet.leave(first);
        outlet.post("two");
        outlet.post("three");
        outlet.leave(first); // not the one in use
        Consumer<String> second = event -> received.add("second " + event);
        outlet.use(second);
        outlet.leave(first);
        assertThat(next()).isEqualTo("second two");
        assertThat(next()).isEqualTo("second three");
        assertThat(log).isEmpty();
    }

    @Test
    void ofTooManyEventsTheOldestAreDroppedWhichIsLoggedOnce() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(NEVER);
        int count = EventQueue.LIMIT + 10;
        IntStream.range(0, count).mapToObj(String::valueOf).forEach(outlet::post);
        outlet.use(received::add);
        for (int i = 10; i < count; i++) {
            assertThat(next()).isEqualTo(String.valueOf(i));
        }
        assertThat(log)
                .singleElement()
                .asString()
                .contains("topic/0 dropped", "1000 events are waiting for an EventAdmin");
    }

    @Test
    void anEventWhoseEventAdminStopsMeanwhileIsSentByTheNext() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(NEVER);
        WaitingAdmin stopped = new WaitingAdmin();
        outlet.use(stopped);
        outlet.post("one");
        outlet.post("two");
        stopped.waiting().await();
        outlet.leave(stopped);
        stopped.interrupted().await();
        outlet.use(received::add);
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
    }

    @Test
    void oneThatFailsAsItIsStoppedIsNoEnd() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(NEVER);
        CountDownLatch entered = new CountDownLatch(1);
        Consumer<String> stopped = event -> {
            entered.countDown();
            untilReleased();
            throw new IllegalStateException("stopped");
        };
        outlet.use(stopped);
        outlet.post("one");
        entered.await();
        outlet.leave(stopped);
        released.countDown();
        outlet.use(received::add);
        assertThat(next()).isEqualTo("one");
        assertThat(log).isEmpty();
    }

    @Test
    void oneThatFailsDoesNotEndIt() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(NEVER);
        outlet.use(event -> {
            received.add(event);
            throw new IllegalStateException("on purpose");
        });
        outlet.post("one");
        outlet.post("two");
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
        assertThat(log.poll(30, TimeUnit.SECONDS)).contains("topic/one", "on purpose");
    }

    @Test
    void aHandlerThatNeverReturnsKeepsNobodyElseFromEvents() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(SOON);
        AtomicInteger calls = new AtomicInteger();
        outlet.use(event -> {
            if (calls.incrementAndGet() == 1) {
                untilReleased();
            } else {
                received.add(event);
            }
        });
        outlet.post("one");
        outlet.post("two");
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
        assertThat(log.poll(30, TimeUnit.SECONDS))
                .contains("EventOutletTest", "has not returned from event topic/one", "abandoned");
    }

    @Test
    void onlySomeThreadsAreAbandonedAndNoEventIsLost() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(SOON);
        List<String> stuck = new CopyOnWriteArrayList<>();
        outlet.use(event -> {
            if (released.getCount() > 0) {
                stuck.add(event);
                untilReleased();
            }
            received.add(event);
        });
        outlet.post("one");
        outlet.post("two");
        for (int i = 0; i < Outlet.MAX_LEFT; i++) {
            assertThat(log.poll(30, TimeUnit.SECONDS)).contains("its thread is abandoned");
        }
        assertThat(log.poll(30, TimeUnit.SECONDS)).contains("stop its bundle");
        while (stuck.size() <= Outlet.MAX_LEFT) {
            Thread.onSpinWait();
        }
        assertThat(stuck).hasSize(Outlet.MAX_LEFT + 1).containsOnly("one");
        released.countDown();
        List<String> all = new ArrayList<>();
        while (!all.contains("two")) {
            all.add(next());
        }
        assertThat(all.subList(0, all.size() - 1)).containsOnly("one");
    }

    @Test
    void anEventAdminThatNeverReturnsIsInterrupted() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(SOON);
        WaitingAdmin admin = new WaitingAdmin();
        outlet.use(admin);
        outlet.post("one");
        admin.interrupted().await();
        assertThat(log.poll(30, TimeUnit.SECONDS)).contains("The EventAdmin has not returned from event topic/one");
        outlet.use(received::add);
        outlet.post("two");
        assertThat(next()).isEqualTo("two");
    }

    @Test
    void whatWaitsIsSentBeforeItEnds() {
        EventOutlet<Consumer<String>, String> outlet = outlet(NEVER);
        outlet.use(received::add);
        List<String> events = IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        events.forEach(outlet::post);
        outlet.close(Duration.ofSeconds(50));
        outlet.post("late");
        assertThat(received).containsExactlyElementsOf(events);
        awaitNoThreads();
    }

    @Test
    void itEndsWithoutAnEventAdmin() {
        EventOutlet<Consumer<String>, String> outlet = outlet(NEVER);
        outlet.post("one");
        outlet.close();
        awaitNoThreads();
        outlet.use(received::add);
        outlet.post("two");
        assertThat(received).isEmpty();
        assertThat(threads()).isEmpty();
    }

    @Test
    void itEndsWhileAnEventAdminDoesNotReturn() throws InterruptedException {
        EventOutlet<Consumer<String>, String> outlet = outlet(NEVER);
        WaitingAdmin admin = new WaitingAdmin();
        outlet.use(admin);
        outlet.post("one");
        outlet.post("two");
        admin.waiting().await();
        outlet.close();
        awaitNoThreads();
    }
}
