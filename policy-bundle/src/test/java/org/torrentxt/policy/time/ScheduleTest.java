package org.torrentxt.policy.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When times of the week are. */
class ScheduleTest {
    private static Schedule schedule(String begin, String end, Set<DayOfWeek> days) {
        return new Schedule(
                new WeekTimes(LocalTime.parse(begin), LocalTime.parse(end), days), ZoneId.of("Europe/Berlin"));
    }

    @ParameterizedTest
    @CsvSource({
        // Monday, in winter an hour before UTC
        "2026-01-05T07:59:59Z, false",
        "2026-01-05T08:00:00Z, true",
        "2026-01-05T15:59:59Z, true",
        "2026-01-05T16:00:00Z, false",
        // in summer two hours
        "2026-07-06T06:59:59Z, false",
        "2026-07-06T07:00:00Z, true",
        "2026-07-06T15:00:00Z, false",
        // Sunday
        "2026-01-04T12:00:00Z, false"
    })
    void timesAreThoseOfTheZone(String time, boolean on) {
        Schedule schedule = schedule("09:00", "17:00", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        assertThat(schedule.isOn(Instant.parse(time))).isEqualTo(on);
    }

    @ParameterizedTest
    @CsvSource({
        // begins on Friday only, and ends on Saturday
        "2026-01-09T21:59:59Z, false",
        "2026-01-09T22:00:00Z, true",
        "2026-01-10T04:59:59Z, true",
        "2026-01-10T05:00:00Z, false",
        "2026-01-10T22:30:00Z, false",
        "2026-01-09T03:00:00Z, false"
    })
    void aNightBelongsToTheDayOnWhichItBegins(String time, boolean on) {
        assertThat(schedule("23:00", "06:00", Set.of(DayOfWeek.FRIDAY)).isOn(Instant.parse(time)))
                .isEqualTo(on);
    }

    @ParameterizedTest
    @CsvSource({
        // 29 March 2026: from 2:00 to 3:00 at 1:00 UTC; 2:30 is 3:30
        "2026-03-29T01:29:59Z, false",
        "2026-03-29T01:30:00Z, true",
        "2026-03-29T01:59:59Z, true",
        "2026-03-29T02:00:00Z, false",
        // 25 October 2026: from 3:00 back to 2:00 at 1:00 UTC; 2:30 is there twice, and the first counts
        "2026-10-25T00:29:59Z, false",
        "2026-10-25T00:30:00Z, true",
        "2026-10-25T01:30:00Z, true",
        "2026-10-25T02:59:59Z, true",
        "2026-10-25T03:00:00Z, false"
    })
    void daysWithAnotherNumberOfHoursSwitchOnce(String time, boolean on) {
        assertThat(schedule("02:30", "04:00", EnumSet.allOf(DayOfWeek.class)).isOn(Instant.parse(time)))
                .isEqualTo(on);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-07T08:00:00Z, 2026-01-07T08:00:00Z",
        "2026-01-07T12:00:00Z, 2026-01-07T08:00:00Z",
        "2026-01-07T16:00:00Z, 2026-01-07T16:00:00Z",
        "2026-01-14T07:59:59Z, 2026-01-07T16:00:00Z"
    })
    void theLastSwitchIsFoundForAWeek(String time, String last) {
        assertThat(schedule("09:00", "17:00", Set.of(DayOfWeek.WEDNESDAY)).lastSwitch(Instant.parse(time)))
                .contains(Instant.parse(last));
    }

    @Test
    void withoutDaysOrTimeItNeverSwitches() {
        Instant time = Instant.parse("2026-01-07T12:00:00Z");
        Schedule never = schedule("09:00", "17:00", Set.of());
        Schedule empty = schedule("09:00", "09:00", EnumSet.allOf(DayOfWeek.class));
        assertThat(never.isOn(time)).isFalse();
        assertThat(never.lastSwitch(time)).isEmpty();
        assertThat(empty.isOn(time)).isFalse();
        assertThat(empty.lastSwitch(time)).isEmpty();
    }
}
