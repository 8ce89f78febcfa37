package org.torrentxt.health.check;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.failure.Reasons;

/** Numbers, times, torrents and failures in findings. */
final class Texts {
    private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Texts() {}

    /** Bytes in powers of 1024: {@code 12.3 MiB}. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        // 1023.95 would be rounded to "1024.0" of the smaller unit
        while (value >= 1023.95 && unit < SIZES.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, SIZES[unit]);
    }

    /** A number and a noun whose plural ends in s. */
    static String plural(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A time in this host's time zone: {@code 2026-11-23 23:50:01}. */
    static String time(Instant moment) {
        return TIME.format(moment.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
    }

    /** A torrent's id, and its name if it is known, else its info-hash. */
    static String label(TorrentStatus status) {
        return status.id() + " "
                + (status.name().isEmpty()
                        ? status.infoHashes().best().map(Object::toString).orElse("-")
                        : status.name());
    }

    /** A failure in one line. */
    static String line(Throwable failure) {
        return Reasons.withFile(failure).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
