package org.torrentxt.shell.format;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.Sizes;

/** Formats numbers for display and parses typed ones. Unknown values are shown as {@value #UNKNOWN}. */
public final class Units {
    /** Shown for an unknown value. */
    public static final String UNKNOWN = "-";

    /** Shown and typed for no limit. */
    public static final String NONE = "none";

    /** The characters of {@link #compact}. */
    public static final int COMPACT = 8;

    private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Units() {}

    /** Bytes in powers of 1024, with one decimal place from KiB on: {@code 12.3 MiB}. */
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        // 1023.95 would be rounded to "1024.0" of the smaller unit
        while (value >= 1023.95 && unit < SIZES.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, SIZES[unit]);
    }

    /** Bytes in at most {@value #COMPACT} characters: {@code 12.3 MiB}, {@code 123 MiB}. */
    public static String compact(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < SIZES.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s", value, SIZES[unit]);
    }

    /** Bytes per second: {@code 12.3 MiB/s}. */
    public static String rate(long bytesPerSecond) {
        return size(bytesPerSecond) + "/s";
    }

    /** The mean rate of that many bytes in that time; unknown if no time has passed. */
    public static String rate(long bytes, Duration time) {
        long millis = time.toMillis();
        return millis <= 0 ? UNKNOWN : rate(Math.round(bytes * 1000.0 / millis));
    }

    /** A fraction of one as a percentage: {@code 63.2 %}. Never rounded up to 100, which means complete. */
    public static String percent(double fraction) {
        double percent = Math.max(0, Math.min(100, fraction * 100));
        return String.format(Locale.ROOT, "%.1f %%", percent < 100 ? Math.min(percent, 99.9) : percent);
    }

    /** Uploaded relative to downloaded bytes: {@code 1.25}; unknown if nothing was downloaded. */
    public static String ratio(long uploaded, long downloaded) {
        return downloaded <= 0 ? UNKNOWN : String.format(Locale.ROOT, "%.2f", (double) uploaded / downloaded);
    }

    /** A number; unknown if it is negative. */
    public static String count(long number) {
        return number < 0 ? UNKNOWN : String.valueOf(number);
    }

    /** A number and a noun whose plural ends in s: {@code 1 node}, {@code 2 nodes}. */
    public static String plural(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A time span in its two largest units: {@code 45s}, {@code 3m 20s}, {@code 2h 05m}, {@code 4d 03h}. */
    public static String duration(Duration span) {
        if (span.toDays() > 0) {
            return String.format(Locale.ROOT, "%dd %02dh", span.toDays(), span.toHoursPart());
        }
        if (span.toHours() > 0) {
            return String.format(Locale.ROOT, "%dh %02dm", span.toHours(), span.toMinutesPart());
        }
        return span.toMinutes() > 0
                ? String.format(Locale.ROOT, "%dm %02ds", span.toMinutes(), span.toSecondsPart())
                : span.toSeconds() + "s";
    }

    /** An elapsed time: milliseconds below one second, else seconds with one decimal place. */
    public static String elapsed(Duration span) {
        return span.toSeconds() < 1
                ? span.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
    }

    /** A time in this host's time zone: {@code 2026-11-23 23:50:01}. */
    public static String time(Instant moment) {
        return TIME.format(moment.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
    }

    /** A rate limit: {@code 2.0 MiB/s}, or {@value #NONE}. */
    public static String rateLimit(long bytesPerSecond) {
        return bytesPerSecond <= 0 ? NONE : rate(bytesPerSecond);
    }

    /** A number limit: {@code 50}, or {@value #NONE}. */
    public static String countLimit(long count) {
        return count < 0 ? NONE : String.valueOf(count);
    }

    /**
     * Parses a rate limit: {@code 2MiB}, {@code 2 MiB/s}, {@value #NONE}; see {@link Sizes}.
     *
     * @param name what is limited, for the message
     * @return bytes per second, 0 for none
     * @throws TorrentException INVALID_ARGUMENT if it is anything else
     */
    public static long parseRateLimit(String name, String text) {
        return Sizes.parseRate(name, text);
    }

    /**
     * Parses a number limit: {@code 50}, {@value #NONE}.
     *
     * @param name what is limited, for the message
     * @return the number, -1 for none
     * @throws TorrentException INVALID_ARGUMENT if it is anything else
     */
    public static int parseCountLimit(String name, String text) {
        if (text.strip().equalsIgnoreCase(NONE)) {
            return -1;
        }
        if (!text.matches("\\d{1,9}")) {
            throw TorrentException.invalid(
                    "invalid number '" + text + "' for " + name + ": expected a number such as 50, or none");
        }
        return Integer.parseInt(text);
    }

    /**
     * Parses a size: {@code 262144}, {@code 256KiB}, {@code 1.5 MiB}; see {@link Sizes}.
     *
     * @param name what the size is of, for the message
     * @throws TorrentException INVALID_ARGUMENT if it is anything else, or 8 EiB or more
     */
    public static long parseSize(String name, String text) {
        return Sizes.parse(name, text);
    }
}
