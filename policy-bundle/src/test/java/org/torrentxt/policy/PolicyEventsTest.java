package org.torrentxt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.felix.eventadmin.WaitingEventAdmin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.torrentxt.api.policy.PolicyTopics;
import org.torrentxt.testing.FakeSession;

/** The events of policies while the EventAdmin is missing, replaced or stopped, or a handler does not return. */
@Timeout(60)
class PolicyEventsTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private PolicyComponent component;

    @BeforeEach
    void start() {
        component = new PolicyComponent(Map.of("session", "events"), new Clocks("2026-01-05T08:00:00Z", "UTC"), folder);
        component.addSession(new FakeSession("events"));
        component
                .speeds()
                .setAlternative(component.speeds().alternative().toBuilder()
                        .downloadLimit(9_000)
                        .build());
    }

    @AfterEach
    void stop() throws Exception {
        released.countDown();
        component.stop();
        while (!threads().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("torrentxt-policy-events"))
                .toList();
    }

    private void receive(Event event) {
        assertThat(event.getTopic()).isEqualTo(PolicyTopics.SPEEDS_SWITCHED);
        received.add(event.getProperty(PolicyTopics.ALTERNATIVE));
    }

    private Object next() throws InterruptedException {
        return received.poll(30, TimeUnit.SECONDS);
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

    @Test
    void eventsWaitForAnEventAdmin() throws InterruptedException {
        component.speeds().useAlternative(true);
        component.speeds().useAlternative(false);
        EventAdmin first = admin(this::receive);
        component.setEventAdmin(first);
        assertThat(next()).isEqualTo(true);
        assertThat(next()).isEqualTo(false);

        component.unsetEventAdmin(first);
        component.speeds().useAlternative(true);
        component.setEventAdmin(admin(this::receive));
        assertThat(next()).isEqualTo(true);
    }

    @Test
    void anEventWhoseEventAdminStopsMeanwhileIsSentByTheNext() throws InterruptedException {
        WaitingEventAdmin stopped = new WaitingEventAdmin();
        component.setEventAdmin(stopped);
        component.speeds().useAlternative(true);
        component.speeds().useAlternative(false);
        stopped.await();
        component.setEventAdmin(admin(this::receive)); // as Declarative Services do, before the other is taken away
        component.unsetEventAdmin(stopped);
        assertThat(next()).isEqualTo(true);
        assertThat(next()).isEqualTo(false);
    }

    @Test
    void aHandlerThatDoesNotReturnDelaysNoPolicy() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        component.setEventAdmin(admin(event -> {
            entered.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        component.speeds().useAlternative(true);
        entered.await();
        component.speeds().useAlternative(false);
        assertThat(component.speeds().isAlternative()).isFalse();
        assertThat(component.speeds().downloadLimit()).isZero();
    }
}
