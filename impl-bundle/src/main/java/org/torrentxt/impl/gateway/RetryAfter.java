package org.torrentxt.impl.gateway;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header by which a server says when it wants to be asked again. */
final class RetryAfter {
    private static final long MAX_SECONDS = 24 * 3_600;

    private RetryAfter() {}

    /** Seconds from now, a day at most; empty if the server does not say. */
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
