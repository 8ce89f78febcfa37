package org.torrentxt.policy.time;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/**
 * Times of each week.
 *
 * @param begin when they begin
 * @param end when they end; on the next day if that is before they begin
 * @param days on which they begin
 */
public record WeekTimes(LocalTime begin, LocalTime end, Set<DayOfWeek> days) {
    /** Copies the days. */
    public WeekTimes {
        days = Set.copyOf(days);
    }
}
