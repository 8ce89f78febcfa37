package org.torrentxt.dht.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecurringTest {
    private static final Pace HOURLY = Pace.every(Duration.ofHours(1));
    private static final int MANY = 1_000;

    private final StoreThread thread = new StoreThread();

    @AfterEach
    void stop() {
        thread.close();
    }

    @Test
    void whatGoesOnAfterAStartDoesNotBeginAllAtOnce() {
        assertThat(tenthsOf(Duration.ofSeconds(10), Recurring::start))
                .as("how many begin in each second")
                .hasSize(10)
                .allSatisfy(count -> assertThat(count).isBetween(50L, 200L));
    }

    @Test
    void whatWasStoredTogetherIsNotStoredTogetherForEver() {
        assertThat(tenthsOf(Duration.ofHours(1), Recurring::startAfterSuccess))
                .as("how many begin in each tenth of the hour; the last two take all")
                .filteredOn(count -> count > 300)
                .hasSize(2);
    }

    @Test
    void whatIsStoppedIsNotDueAgainAndWhoWaitsForItGoesOn() {
        Recurring stopped = never().findFirst().orElseThrow();
        CompletionStage<Void> round = stopped.runNow();
        assertThat(stopped.progress().next()).isPresent();

        stopped.stop();

        assertThat(round).isCompleted();
        assertThat(stopped.progress().next()).isEmpty();
        stopped.start();
        assertThat(stopped.runNow()).isCompleted();
        assertThat(stopped.progress().next()).isEmpty();
    }

    // from its own start: it takes a while to start many
    private static Duration delay(Recurring one, Consumer<Recurring> start) {
        Instant begin = Instant.now();
        start.accept(one);
        return Duration.between(begin, one.progress().next().orElseThrow());
    }

    private Stream<Recurring> never() {
        return Stream.generate(() -> new Recurring(thread, HOURLY, CompletableFuture::new));
    }

    /** Of many that are started, how many are due in each tenth of a span. */
    private List<Long> tenthsOf(Duration span, Consumer<Recurring> start) {
        long tenth = span.toMillis() / 10;
        List<Long> due = never().limit(MANY)
                .map(one -> delay(one, start))
                .map(delay -> Math.min(9, delay.toMillis() / tenth))
                .toList();
        return IntStream.range(0, 10)
                .mapToObj(i -> due.stream().filter(at -> at == i).count())
                .toList();
    }
}
