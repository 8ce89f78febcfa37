package org.torrentxt.impl.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.thirdparty.Handler;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.outlet.Delivery;
import org.torrentxt.outlet.Outlet;

@Timeout(60)
class DeliveryWatchTest {
    private static final AlertOrigin ORIGIN = new AlertOrigin("test", 1, InfoHashes.NONE, Instant.EPOCH);

    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicLong dropped = new AtomicLong();
    private final Handlers handlers = new Handlers("test", () -> null, System::nanoTime, () -> {});
    private final Set<Thread> forgotten = ConcurrentHashMap.newKeySet();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        released.countDown();
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private AlertOutlet outlet(Consumer<Alert> subscriber) {
        AlertOutlet outlet = new AlertOutlet(
                "test-outlet", "test", Set.of(AlertType.PIECE_FINISHED), subscriber, dropped::addAndGet);
        opened.add(outlet);
        return outlet;
    }

    private DeliveryWatch watch(AlertOutlet outlet) {
        DeliveryWatch watch = new DeliveryWatch("test", outlet, handlers, forgotten::contains, Duration.ofMillis(50));
        opened.add(watch);
        return watch;
    }

    private static int piece(Alert alert) {
        return ((PieceFinished) alert).piece();
    }

    private static Delivery<Alert> awaitDelivery(AlertOutlet outlet, int piece) {
        while (true) {
            Delivery<Alert> delivery = outlet.delivery().orElse(null);
            if (delivery != null
                    && piece(delivery.item()) == piece
                    && delivery.age().toMillis() > 50
                    && delivery.thread().getState() == Thread.State.WAITING) {
                return delivery;
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void oneThatNeverReturnsIsLeftBehindAndTheOthersGoOn() throws Exception {
        Handler stuck = new Handler(released);
        // as the EventAdmin calls a handler's first event: on the thread that sends, before the others
        AlertOutlet outlet = outlet(alert -> {
            stuck.handleOnce();
            received.add(piece(alert));
        });
        DeliveryWatch watch = watch(outlet);
        outlet.offer(new PieceFinished(ORIGIN, 1));
        outlet.offer(new PieceFinished(ORIGIN, 2));
        awaitDelivery(outlet, 1);
        watch.look();

        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(watch.stuck())
                .singleElement()
                .asString()
                .contains(Handler.class.getName() + ".handleOnce", "has not returned from pieceFinished");
        assertThat(dropped).hasValue(0);

        Thread left = outlet.leftBehind().get(0).thread();
        released.countDown();
        left.join(30_000);
        assertThat(left.isAlive()).isFalse();
        assertThat(watch.stuck()).isEmpty();
    }

    @Test
    void onlySomeAreLeftBehind() {
        Handler stuck = new Handler(released);
        AlertOutlet outlet = outlet(alert -> stuck.handle());
        DeliveryWatch watch = watch(outlet);
        outlet.offer(new PieceFinished(ORIGIN, 1));
        for (int i = 0; i < Outlet.MAX_LEFT; i++) {
            assertThat(outlet.leave(awaitDelivery(outlet, 1))).isTrue();
        }
        Delivery<Alert> last = awaitDelivery(outlet, 1);
        assertThat(outlet.leave(last)).isFalse();
        assertThat(watch.stuck()).hasSize(Outlet.MAX_LEFT + 1);

        released.countDown();
        while (!outlet.leftBehind().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anAlertThatWasDeliveredInTimeIsNotRepeated() throws Exception {
        AlertOutlet outlet = outlet(alert -> received.add(piece(alert)));
        outlet.offer(new PieceFinished(ORIGIN, 1));
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        Delivery<Alert> over = new Delivery<>(Thread.currentThread(), new PieceFinished(ORIGIN, 1), "pieceFinished");
        assertThat(outlet.leave(over)).isFalse();
        outlet.close();
        assertThat(received).isEmpty();
    }

    @Test
    void anEventIsRepeatedIfItsEventAdminStopsMeanwhile() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        AlertOutlet outlet = outlet(alert -> {
            if (forgotten.isEmpty() && interrupted.getCount() > 0) {
                try {
                    released.await(); // as for a thread of the EventAdmin, which it does not start any more
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            } else {
                received.add(piece(alert));
            }
        });
        DeliveryWatch watch = new DeliveryWatch("test", outlet, handlers, forgotten::contains, Duration.ofHours(1));
        opened.add(watch);
        outlet.offer(new PieceFinished(ORIGIN, 1));
        outlet.offer(new PieceFinished(ORIGIN, 2));
        Delivery<Alert> waiting = awaitDelivery(outlet, 1);
        watch.look();
        assertThat(outlet.delivery()).contains(waiting);

        forgotten.add(waiting.thread());
        while (interrupted.getCount() > 0) {
            watch.look();
            Thread.onSpinWait();
        }

        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(dropped).hasValue(0);
    }

    @Test
    void aWaitForADeniedHandlerIsInterrupted() throws Exception {
        FakeReference reference = new FakeReference();
        Handlers some = new Handlers("test", () -> FakeReference.EVENT_ADMIN, System::nanoTime, () -> {});
        some.addingService(reference.service());
        reference.isUsed = true;
        AlertOutlet outlet = outlet(alert -> {
            // as the EventAdmin does that waits for a handler on another thread: no code of others on this one
            waitFor(released);
            received.add(piece(alert));
        });
        DeliveryWatch watch = new DeliveryWatch("test", outlet, some, thread -> false, Duration.ofMillis(50));
        opened.add(watch);
        outlet.offer(new PieceFinished(ORIGIN, 1));
        outlet.offer(new PieceFinished(ORIGIN, 2));
        awaitDelivery(outlet, 1);
        watch.look();
        watch.look();
        assertThat(received).isEmpty();
        assertThat(outlet.leftBehind()).isEmpty();

        reference.isUsed = false;
        watch.look();
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(watch.stuck()).anySatisfy(denied -> {
            assertThat(denied.state()).isEqualTo(StuckSubscriber.State.DENIED);
            assertThat(denied.text()).contains("com.acme.Slow", "denied by the EventAdmin");
        });

        some.modifiedService(reference.service(), reference.service());
        assertThat(some.denied()).isEmpty();
    }

    @Test
    void itLooksWhileSomethingIsDeliveredAndTheOthersWhileThatIsSlow() throws Exception {
        List<DeliveryWatch> watches = new ArrayList<>();
        CountDownLatch seen = new CountDownLatch(1);
        opened.add(seen::countDown);
        AlertOutlet outlet = outlet(alert -> {
            watches.get(0).begun();
            waitFor(piece(alert) == 1 ? released : seen);
            received.add(piece(alert));
        });
        watches.add(watch(outlet));
        watches.add(watch(outlet(alert -> {})));
        watches.forEach(DeliveryWatch::open);
        assertThat(watches).noneMatch(DeliveryWatch::isLooking);

        outlet.offer(new PieceFinished(ORIGIN, 1));
        Wait.until("a look", () -> watches.stream().allMatch(DeliveryWatch::isLooking));
        released.countDown();
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        Wait.until("the last look", () -> watches.stream().noneMatch(DeliveryWatch::isLooking));

        outlet.offer(new PieceFinished(ORIGIN, 2));
        Wait.until("it looks again", watches.get(0)::isLooking);
        seen.countDown();
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // the EventAdmin goes on, too
        }
    }
}
