package org.torrentxt.dht.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace hourly = Pace.every(Duration.ofHours(1));

    @RepeatedTest(20)
    void whatGoesWellIsRepeatedAfterTheIntervalOrALittleEarlier() {
        assertThat(hourly.afterSuccess()).isBetween(Duration.ofMinutes(48), Duration.ofHours(1));
    }

    @RepeatedTest(20)
    void pausesAfterFailuresGrowUpToALimit() {
        assertThat(hourly.afterFailures(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(hourly.afterFailures(2)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(hourly.afterFailures(1_000)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    @Test
    void noPauseAfterAFailureIsLongerThanTheInterval() {
        assertThat(Pace.every(Duration.ofSeconds(2)).afterFailures(100)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @RepeatedTest(20)
    void whatBeginsTogetherIsSpread() {
        assertThat(hourly.first()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    }
}
