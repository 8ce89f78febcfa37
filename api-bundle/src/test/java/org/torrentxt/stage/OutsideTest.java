package org.torrentxt.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.api.TorrentException;

@Timeout(60)
class OutsideTest {
    private static final int THREADS = 3;
    private static final int MANY = 200;

    private final Outside outside = new Outside("test-outside", THREADS, Duration.ofMillis(200));
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        outside.close();
    }

    private static <T> T answer(CompletableFuture<T> stage) throws Exception {
        return stage.get(30, TimeUnit.SECONDS);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("test-outside"))
                .count();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsAttachedRunsOnAThreadThatNothingElseNeeds() throws Exception {
        CompletableFuture<String> inner = new CompletableFuture<>();
        CompletableFuture<String> name =
                outside.hand(inner).thenApply(value -> Thread.currentThread().getName());
        inner.complete("value");
        assertThat(answer(name)).isEqualTo("test-outside");
    }

    @Test
    void whatHadEndedIsThereAtOnce() {
        CompletableFuture<String> out = outside.hand(CompletableFuture.completedFuture("value"));
        assertThat(out.thenApply(value -> Thread.currentThread().getName()).join())
                .isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void failuresAreAsTheyWereThrown() {
        CompletableFuture<String> inner = new CompletableFuture<>();
        CompletableFuture<String> out = outside.hand(inner.thenApply(value -> {
            throw TorrentException.invalid("no");
        }));
        CompletableFuture<Throwable> seen = out.handle((value, failure) -> failure);
        inner.complete("value");
        assertThatThrownBy(out::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TorrentException.class);
        assertThat(seen.join()).isInstanceOf(TorrentException.class);
        assertThat(out).isCompletedExceptionally();
    }

    @Test
    void manyThatWaitTakeNoMoreThreadsThanThereAre() throws Exception {
        List<CompletableFuture<Integer>> inner = IntStream.range(0, MANY)
                .mapToObj(i -> new CompletableFuture<Integer>())
                .toList();
        CountDownLatch begun = new CountDownLatch(THREADS);
        List<CompletableFuture<Integer>> attached = new ArrayList<>();
        for (CompletableFuture<Integer> one : inner) {
            attached.add(outside.hand(one).thenApply(value -> {
                begun.countDown();
                waitFor(released);
                return value;
            }));
        }
        inner.forEach(one -> one.complete(1));
        begun.await();
        assertThat(threads()).isBetween((long) THREADS, THREADS + 1L);

        // all others end exceptionally once none of these returns; these end as they should
        while (attached.stream().filter(CompletableFuture::isDone).count() < MANY - THREADS) {
            Thread.onSpinWait();
        }
        assertThat(attached)
                .filteredOn(CompletableFuture::isDone)
                .allMatch(CompletableFuture::isCompletedExceptionally);
        released.countDown();
        assertThat(attached.stream()
                        .filter(one -> !one.isCompletedExceptionally())
                        .mapToInt(CompletableFuture::join))
                .hasSize(THREADS);
        CompletableFuture<String> next = new CompletableFuture<>();
        CompletableFuture<String> after = outside.hand(next).thenApply(value -> value);
        next.complete("goes on");
        assertThat(answer(after)).isEqualTo("goes on");
    }

    @Test
    void slowOnesAreNoReasonToRefuseOthers() throws Exception {
        List<CompletableFuture<Integer>> inner = IntStream.range(0, MANY)
                .mapToObj(i -> new CompletableFuture<Integer>())
                .toList();
        CountDownLatch tick = new CountDownLatch(1);
        // all of them take longer than its patience, and none does
        try (Outside slow = new Outside("test-slow", THREADS, Duration.ofSeconds(3))) {
            List<CompletableFuture<Boolean>> attached = inner.stream()
                    .map(one -> slow.hand(one).thenApply(value -> {
                        try {
                            return tick.await(60, TimeUnit.MILLISECONDS);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .toList();
            inner.forEach(one -> one.complete(1));
            for (CompletableFuture<Boolean> one : attached) {
                assertThat(answer(one)).isFalse();
            }
        }
    }

    @Test
    void whatIsAttachedMayWaitForOthers() throws Exception {
        List<CompletableFuture<Integer>> inner = IntStream.range(0, MANY)
                .mapToObj(i -> new CompletableFuture<Integer>())
                .toList();
        List<CompletableFuture<Integer>> others = IntStream.range(0, MANY)
                .mapToObj(i -> new CompletableFuture<Integer>())
                .toList();
        try (Outside patient = new Outside("test-patient", THREADS, Duration.ofSeconds(30))) {
            List<CompletableFuture<Integer>> attached = IntStream.range(0, MANY)
                    .mapToObj(i -> {
                        CompletableFuture<Integer> other = patient.hand(others.get(i));
                        return patient.hand(inner.get(i)).thenApply(value -> value + other.join());
                    })
                    .toList();
            inner.forEach(one -> one.complete(1));
            others.forEach(one -> one.complete(2));
            for (CompletableFuture<Integer> one : attached) {
                assertThat(answer(one)).isEqualTo(3);
            }
        }
    }

    @Test
    void whoEndsItsOwnEndsNobodyElses() {
        CompletableFuture<String> inner = new CompletableFuture<>();
        CompletableFuture<String> cancelled = outside.hand(inner);
        CompletableFuture<String> completed = outside.hand(inner);
        CompletableFuture<String> other = outside.hand(inner);
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(completed.complete("mine")).isTrue();
        assertThat(inner).isNotDone();
        assertThat(other).isNotDone();

        inner.complete("value");
        assertThat(other.join()).isEqualTo("value");
        assertThat(completed.join()).isEqualTo("mine");
        assertThat(cancelled).isCancelled();
        assertThatThrownBy(cancelled::join).isInstanceOf(CancellationException.class);
        assertThat(cancelled.complete("late")).isFalse();
    }

    @Test
    void afterItsEndStagesStillEnd() throws Exception {
        CompletableFuture<String> inner = new CompletableFuture<>();
        CompletableFuture<String> attached = outside.hand(inner).thenApply(value -> value);
        outside.close();
        inner.complete("value");
        assertThat(answer(attached)).isEqualTo("value");
    }
}
