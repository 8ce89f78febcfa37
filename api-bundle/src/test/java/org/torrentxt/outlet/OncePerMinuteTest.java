package org.torrentxt.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OncePerMinuteTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final OncePerMinute minutes = new OncePerMinute(now::get);

    @Test
    void theFirstIsTold() {
        assertThat(minutes.count()).isEqualTo(1);
    }

    @Test
    void thoseWithinAMinuteAreCountedForTheNextLine() {
        minutes.count();
        for (int i = 0; i < 1_000; i++) {
            assertThat(minutes.count()).isZero();
        }
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(minutes.count()).isEqualTo(1_001);
        assertThat(minutes.count()).isZero();
    }
}
