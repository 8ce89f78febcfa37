package org.torrentxt.metrics.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final AtomicLong clock = new AtomicLong(-5); // as nanoTime may be
    private final AtomicInteger asked = new AtomicInteger();
    private final Recent<Integer> recent = new Recent<>(asked::incrementAndGet, clock::get);

    @Test
    void aValueServesForASecond() {
        assertThat(recent.get()).isEqualTo(1);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
        assertThat(recent.get()).isEqualTo(1);
        clock.incrementAndGet();
        assertThat(recent.get()).isEqualTo(2);
    }

    @Test
    void aFailureIsNotKept() {
        Recent<Integer> failing = new Recent<>(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("stopping");
                    }
                    return asked.get();
                },
                clock::get);
        assertThatThrownBy(failing::get).hasMessage("stopping");
        assertThat(failing.get()).isEqualTo(2);
    }
}
