package org.torrentxt.policy.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When times of the week are in a time zone. Each begins and ends at an instant, so that on days when clocks
 * are changed it is shorter or longer: a time that a day does not have is an hour later, one that it has twice is the
 * first.
 */
public record Schedule(WeekTimes times, ZoneId zone) {
    private static final int WEEK = 7;

    private record Span(Instant begin, Instant end) {
        boolean contains(Instant time) {
            return !time.isBefore(begin) && time.isBefore(end);
        }
    }

    /** True if that time is one of them. */
    public boolean isOn(Instant time) {
        return begun(time).isPresent();
    }

    /** When those began that are on at that time; empty if none are. */
    public Optional<Instant> begun(Instant time) {
        return spans(time, 1)
                .filter(span -> span.contains(time))
                .map(Span::begin)
                .min(Comparator.naturalOrder());
    }

    /** When it began or ended the last time before or at that time; empty if it never does. */
    public Optional<Instant> lastSwitch(Instant time) {
        return spans(time, WEEK + 1)
                .flatMap(span -> Stream.of(span.begin, span.end))
                .filter(each -> !each.isAfter(time))
                .max(Comparator.naturalOrder());
    }

    // those that begin on that day or so many days before
    private Stream<Span> spans(Instant time, int daysBefore) {
        LocalDate today = time.atZone(zone).toLocalDate();
        return IntStream.rangeClosed(0, daysBefore)
                .mapToObj(today::minusDays)
                .filter(day -> times.days().contains(day.getDayOfWeek()))
                .map(this::span)
                .filter(span -> span.begin.isBefore(span.end));
    }

    private Span span(LocalDate day) {
        boolean isOverMidnight = times.end().isBefore(times.begin());
        return new Span(instant(day, times.begin()), instant(isOverMidnight ? day.plusDays(1) : day, times.end()));
    }

    private Instant instant(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
