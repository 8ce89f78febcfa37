package org.torrentxt.metrics.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.torrentxt.api.history.RateHistory;

/**
 * The rates of each minute of a day, in two arrays: a minute, counted since 1970, has the place of the same minute of the
 * day before. Not thread-safe.
 */
final class MinuteRates {
    /** How many minutes are kept. */
    static final int KEPT = 24 * 60;
    /** The maximum length of {@link #content()}. */
    static final int MAX_LENGTH = 100_000;

    private static final String VERSION = "1";

    private final long[] down = new long[KEPT];
    private final long[] up = new long[KEPT];
    private long last; // the newest minute

    MinuteRates() {
        clear();
    }

    private void clear() {
        Arrays.fill(down, RateHistory.UNKNOWN);
        Arrays.fill(up, RateHistory.UNKNOWN);
    }

    /** The minute of a moment. */
    static long minute(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), 60);
    }

    /** Sets the rates of a minute. Those of later ones are forgotten: the clock was set back. */
    void put(long minute, long downloadRate, long uploadRate) {
        if (Math.abs(minute - last) >= KEPT) {
            clear();
        } else {
            for (long other = Math.min(minute, last) + 1; other <= Math.max(minute, last); other++) {
                set(other, RateHistory.UNKNOWN, RateHistory.UNKNOWN);
            }
        }
        set(minute, downloadRate, uploadRate);
        last = minute;
    }

    private void set(long minute, long downloadRate, long uploadRate) {
        int place = (int) Math.floorMod(minute, (long) KEPT);
        down[place] = downloadRate;
        up[place] = uploadRate;
    }

    /** The rates of the day until a moment. */
    RateHistory history(String session, Instant now) {
        // the minute that is not over has no rates as a rule
        long end = last == minute(now) ? last : minute(now) - 1;
        List<Long> downloadRates = new ArrayList<>(KEPT);
        List<Long> uploadRates = new ArrayList<>(KEPT);
        for (long minute = end - KEPT + 1; minute <= end; minute++) {
            int place = (int) Math.floorMod(minute, (long) KEPT);
            boolean isKept = minute <= last && minute > last - KEPT;
            downloadRates.add(isKept ? down[place] : RateHistory.UNKNOWN);
            uploadRates.add(isKept ? up[place] : RateHistory.UNKNOWN);
        }
        return RateHistory.builder(session, Instant.ofEpochSecond((end - KEPT + 1) * 60))
                .step(Duration.ofMinutes(1))
                .downloadRates(downloadRates)
                .uploadRates(uploadRates)
                .build();
    }

    /** What is in a file: a line with the version and the newest minute, then one for each minute, the oldest first. */
    byte[] content() {
        StringBuilder lines = new StringBuilder(VERSION + " " + last + "\n");
        for (long minute = last - KEPT + 1; minute <= last; minute++) {
            int place = (int) Math.floorMod(minute, (long) KEPT);
            lines.append(down[place]).append(' ').append(up[place]).append('\n');
        }
        return lines.toString().getBytes(US_ASCII);
    }

    /**
     * Takes over what is in a file.
     *
     * @throws IOException if it is damaged; nothing is taken over then
     */
    void read(byte[] content) throws IOException {
        String[] lines = new String(content, US_ASCII).split("\n");
        if (lines.length != KEPT + 1) {
            throw new IOException("has " + lines.length + " lines instead of " + (KEPT + 1));
        }
        if (!lines[0].startsWith(VERSION + " ")) {
            throw new IOException("does not begin with " + VERSION);
        }
        try {
            long newest = Long.parseLong(lines[0].substring(VERSION.length() + 1));
            long[] rates = Arrays.stream(lines)
                    .skip(1)
                    .flatMap(line -> Arrays.stream(line.split(" ", 2)))
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (rates.length != 2 * KEPT || newest < 0 || Arrays.stream(rates).anyMatch(rate -> rate < -1)) {
                throw new IOException("has a line that is no pair of rates");
            }
            last = newest;
            for (int i = 0; i < KEPT; i++) {
                set(newest - KEPT + 1 + i, rates[2 * i], rates[2 * i + 1]);
            }
        } catch (NumberFormatException e) {
            throw new IOException("has a line that is no pair of rates", e);
        }
    }
}
