package org.torrentxt.impl.gateway;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header with which a server requests a delay before the next request. */
final class RetryAfter {
    private static final long MAX_SECONDS = 24 * 3_600;

    private RetryAfter() {}

    /** Seconds from now, at most a day; empty if there is no such header. */
    static Optional<Long> seconds(HttpHead head) {
        return head.header("retry-after").flatMap(RetryAfter::parse).map(seconds -> Math.min(seconds, MAX_SECONDS));
    }

    private static Optional<Long> parse(String text) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Long.parseLong(text));
        }
        try {
            ZonedDateTime time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Math.max(
                    0, Duration.between(ZonedDateTime.now(time.getZone()), time).toSeconds()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
