package org.torrentxt.policy.pause;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.policy.Clocks;
import org.torrentxt.policy.time.WeekTimes;
import org.torrentxt.testing.FakeSession;

class PauseTimesTest {
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final WeekTimes OFFICE = new WeekTimes(LocalTime.of(9, 0), LocalTime.of(17, 0), WORKDAYS);

    @TempDir
    Path folder;

    private final Clocks clock = new Clocks("2026-01-05T08:00:00Z", "UTC"); // a Monday
    private final FakeSession session = new FakeSession("default");
    private PauseTimes pauses;

    private void start() {
        pauses = new PauseTimes(clock, folder.resolve("policy"), "default", Optional.of(OFFICE));
    }

    private boolean isPausedAt(String time) {
        clock.set(time);
        pauses.look(session);
        return session.isPaused();
    }

    @Test
    void aSessionIsPausedAtTheTimesAndResumed() {
        start();
        assertThat(isPausedAt("2026-01-05T08:59:59Z")).isFalse();
        assertThat(isPausedAt("2026-01-05T09:00:00Z")).isTrue();
        assertThat(isPausedAt("2026-01-05T16:59:59Z")).isTrue();
        assertThat(isPausedAt("2026-01-05T17:00:00Z")).isFalse();
        assertThat(isPausedAt("2026-01-10T12:00:00Z")).as("a Saturday").isFalse();
    }

    @Test
    void whoeverResumesItMeanwhileIsHeardUntilTheNextTime() {
        start();
        assertThat(isPausedAt("2026-01-05T10:00:00Z")).isTrue();
        session.resume();
        assertThat(isPausedAt("2026-01-05T10:00:01Z")).isFalse();
        assertThat(isPausedAt("2026-01-05T16:00:00Z")).isFalse();
        assertThat(isPausedAt("2026-01-06T10:00:00Z")).isTrue();
    }

    @Test
    void whatSomebodyHasPausedStaysPaused() {
        start();
        session.pause();
        assertThat(isPausedAt("2026-01-05T10:00:00Z")).isTrue();
        assertThat(isPausedAt("2026-01-05T18:00:00Z")).isTrue();
    }

    @Test
    void afterAKillItIsResumedAllTheSame() {
        start();
        assertThat(isPausedAt("2026-01-05T10:00:00Z")).isTrue();
        start(); // without having been stopped; the session comes back paused
        assertThat(isPausedAt("2026-01-05T11:00:00Z")).isTrue();
        start();
        assertThat(isPausedAt("2026-01-05T18:00:00Z")).isFalse();
        session.pause();
        start();
        assertThat(isPausedAt("2026-01-05T19:00:00Z")).as("the mark is gone").isTrue();
    }

    @Test
    void itGoesOnWhenTheTimesAreTakenAwayOrThePoliciesStop() {
        start();
        assertThat(isPausedAt("2026-01-05T10:00:00Z")).isTrue();
        pauses.release(session);
        assertThat(session.isPaused()).isFalse();
        start();
        assertThat(isPausedAt("2026-01-05T10:00:01Z")).isTrue();
        pauses.configure(Optional.empty());
        assertThat(isPausedAt("2026-01-05T10:00:02Z")).isFalse();
    }
}
