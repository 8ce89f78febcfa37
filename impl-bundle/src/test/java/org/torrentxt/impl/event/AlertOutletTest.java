package org.torrentxt.impl.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.AlertsDropped;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.TorrentFinished;

class AlertOutletTest {
    private static final AlertOrigin ORIGIN = new AlertOrigin("test", 1, InfoHashes.NONE, Instant.EPOCH);
    private static final Set<AlertType> TYPES = Set.of(AlertType.PIECE_FINISHED, AlertType.TORRENT_FINISHED);

    private final BlockingQueue<Alert> received = new LinkedBlockingQueue<>();
    private final AtomicLong lost = new AtomicLong();

    private Alert next() throws InterruptedException {
        Alert alert = received.poll(30, TimeUnit.SECONDS);
        assertThat(alert).as("an alert in time").isNotNull();
        return alert;
    }

    private AlertOutlet outlet(java.util.function.Consumer<Alert> subscriber) {
        return new AlertOutlet("test-outlet", "test", TYPES, subscriber, lost::addAndGet);
    }

    @Test
    void deliversInOrderWhatIsWanted() throws InterruptedException {
        try (AlertOutlet outlet = outlet(received::add)) {
            outlet.offer(new PieceFinished(ORIGIN, 1));
            outlet.offer(new org.torrentxt.api.alert.TorrentPaused(ORIGIN));
            outlet.offer(new PieceFinished(ORIGIN, 2));
            outlet.offer(new TorrentFinished(ORIGIN, true, "/data", "/data/content"));
            assertThat(List.of(next(), next(), next()))
                    .containsExactly(
                            new PieceFinished(ORIGIN, 1),
                            new PieceFinished(ORIGIN, 2),
                            new TorrentFinished(ORIGIN, true, "/data", "/data/content"));
        }
    }

    @Test
    void goesOnAfterASubscriberFails() throws InterruptedException {
        try (AlertOutlet outlet = outlet(alert -> {
            received.add(alert);
            throw new IllegalStateException("on purpose");
        })) {
            outlet.offer(new PieceFinished(ORIGIN, 1));
            outlet.offer(new PieceFinished(ORIGIN, 2));
            next();
            assertThat(next()).isEqualTo(new PieceFinished(ORIGIN, 2));
        }
    }

    @Test
    void oneThatFailsOnEachAlertIsOneLineOfTheLog() throws InterruptedException {
        PrintStream err = System.err;
        var log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (AlertOutlet outlet = outlet(alert -> {
            received.add(alert);
            throw new IllegalStateException("on purpose");
        })) {
            for (int i = 0; i < 1_000; i++) {
                outlet.offer(new PieceFinished(ORIGIN, i));
            }
            for (int i = 0; i < 1_000; i++) {
                next();
            }
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("test-outlet failed on pieceFinished", "on purpose", "AlertOutletTest");
    }

    @Test
    void leavesOutDroppableAlertsOfASlowSubscriberAndSaysSo() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        try (AlertOutlet outlet = outlet(alert -> {
            await(stuck);
            received.add(alert);
        })) {
            int offered = AlertQueue.SOFT_LIMIT + 500;
            for (int i = 0; i < offered; i++) {
                outlet.offer(new PieceFinished(ORIGIN, i));
            }
            outlet.offer(new TorrentFinished(ORIGIN, true, "/data", "/data/content"));
            stuck.countDown();

            List<Alert> all = new ArrayList<>();
            do {
                all.add(next());
            } while (!(all.get(all.size() - 1) instanceof TorrentFinished));
            long delivered =
                    all.stream().filter(PieceFinished.class::isInstance).count();
            assertThat(all).filteredOn(AlertsDropped.class::isInstance).hasSize(1);
            AlertsDropped told = all.stream()
                    .filter(AlertsDropped.class::isInstance)
                    .map(AlertsDropped.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(told.dropped()).isEqualTo(Map.of("pieceFinished", offered - delivered));
            assertThat(lost).hasValue(offered - delivered);
        }
    }

    @Test
    void countsWhatIsDroppedWhenItIs() {
        CountDownLatch stuck = new CountDownLatch(1);
        try (AlertOutlet outlet = outlet(alert -> await(stuck))) {
            for (int i = 0; i < AlertQueue.SOFT_LIMIT + 500; i++) {
                outlet.offer(new PieceFinished(ORIGIN, i));
            }
            assertThat(lost.get()).isBetween(499L, 500L); // one may be under way
            stuck.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void deliversWhatIsQueuedBeforeItCloses() {
        AlertOutlet outlet = outlet(received::add);
        for (int i = 0; i < 100; i++) {
            outlet.offer(new PieceFinished(ORIGIN, i));
        }
        outlet.close();
        assertThat(received).hasSize(100);
    }

    @Test
    void tellsASubscriberThatStaysBehindWhatItLost() throws InterruptedException {
        Semaphore steps = new Semaphore(0);
        try (AlertOutlet outlet = outlet(alert -> {
            steps.acquireUninterruptibly();
            received.add(alert);
        })) {
            for (int i = 0; i < AlertQueue.SOFT_LIMIT + 500; i++) {
                outlet.offer(new PieceFinished(ORIGIN, i));
            }
            int steady = AlertQueue.SOFT_LIMIT - AlertQueue.LOW_WATER + 10;
            steps.release(steady);
            List<Alert> all = new ArrayList<>();
            for (int i = 0; i < steady; i++) {
                all.add(next());
            }
            assertThat(all).hasAtLeastOneElementOfType(AlertsDropped.class);
            assertThat(all).filteredOn(AlertsDropped.class::isInstance).hasSize(1);
            assertThat(lost.get()).isPositive();
            steps.release(AlertQueue.HARD_LIMIT);
        }
    }

    @Test
    void aSubscriberThatLeavesItsThreadInterruptedGetsTheNextAll() throws InterruptedException {
        try (AlertOutlet outlet = outlet(alert -> {
            received.add(alert);
            Thread.currentThread().interrupt();
        })) {
            outlet.offer(new PieceFinished(ORIGIN, 1));
            next();
            outlet.offer(new PieceFinished(ORIGIN, 2));
            assertThat(next()).isEqualTo(new PieceFinished(ORIGIN, 2));
        }
    }

    @Test
    void deliversNothingMoreOnceItGaveUpWaiting() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        AlertOutlet outlet = outlet(alert -> {
            received.add(alert);
            uninterrupted(closed);
        });
        outlet.offer(new PieceFinished(ORIGIN, 1));
        outlet.offer(new PieceFinished(ORIGIN, 2));
        next();
        outlet.close();
        closed.countDown();
        Thread thread = threadOf("test-outlet");
        if (thread != null) {
            thread.join(30_000);
        }
        assertThat(received).isEmpty();
        assertThat(threadOf("test-outlet")).isNull();
    }

    // as a subscriber that does not care for interruptions
    private static void uninterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // on purpose
            }
        }
    }

    private static Thread threadOf(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
