package org.torrentxt.policy.speed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.torrentxt.api.policy.AlternativeSpeeds;

/**
 * The times at which alternative speeds are in force. Each begins and ends at an instant, so that on days when clocks
 * are changed it is shorter or longer: a time that a day does not have is an hour later, one that it has twice is the
 * first.
 */
record Schedule(AlternativeSpeeds speeds, ZoneId zone) {
    private static final int WEEK = 7;

    private record Span(Instant begin, Instant end) {
        boolean contains(Instant time) {
            return !time.isBefore(begin) && time.isBefore(end);
        }
    }

    boolean isOn(Instant time) {
        return spans(time, 1).anyMatch(span -> span.contains(time));
    }

    /** When it began or ended the last time before or at that time; empty if it never does. */
    Optional<Instant> lastSwitch(Instant time) {
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
                .filter(day -> speeds.days().contains(day.getDayOfWeek()))
                .map(this::span)
                .filter(span -> span.begin.isBefore(span.end));
    }

    private Span span(LocalDate day) {
        boolean isOverMidnight = speeds.end().isBefore(speeds.begin());
        return new Span(instant(day, speeds.begin()), instant(isOverMidnight ? day.plusDays(1) : day, speeds.end()));
    }

    private Instant instant(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
