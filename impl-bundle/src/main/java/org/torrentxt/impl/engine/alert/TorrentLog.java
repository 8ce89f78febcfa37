package org.torrentxt.impl.engine.alert;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.StorageMovedFailed;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.failure.OneLine;
import org.torrentxt.impl.engine.torrent.Transferred;

/**
 * Logs one line when a torrent is added, has been downloaded, is moved, fails or is removed: what somebody looks for a
 * week later. The session and the torrent are in the logging context.
 */
final class TorrentLog implements Consumer<Alert> {
    private static final Logger LOG = LoggerFactory.getLogger(TorrentLog.class);
    private static final String PREFIX = "torrentxt."; // of keys of the logging context
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final int UNIT = 1024;
    private static final int WHOLE = 100; // from which decimals say nothing

    private final Function<Alert, String> addition;
    private final Function<Alert, Optional<Transferred>> transferred;

    /**
     * Creates an instance.
     *
     * @param addition how the torrent of an alert was added, and by whom
     * @param transferred what the torrent of an alert has received
     */
    TorrentLog(Function<Alert, String> addition, Function<Alert, Optional<Transferred>> transferred) {
        this.addition = addition;
        this.transferred = transferred;
    }

    @Override
    public void accept(Alert alert) {
        switch (alert.type()) {
            case TORRENT_ADDED -> write(alert, addition.apply(alert), "");
            case TORRENT_FINISHED -> {
                // content found complete by a check did not finish now
                if (((TorrentFinished) alert).downloaded()) {
                    write(
                            alert,
                            "finished",
                            transferred.apply(alert).map(TorrentLog::rate).orElse(""));
                }
            }
            case STORAGE_MOVED -> {
                StorageMoved moved = (StorageMoved) alert;
                write(alert, "moved", ": from " + moved.oldPath() + " to " + moved.path());
            }
            case STORAGE_MOVED_FAILED -> {
                StorageMovedFailed failed = (StorageMovedFailed) alert;
                warn(
                        alert,
                        "not moved",
                        failed.file() + ": " + failed.failure().errorMessage() + "; fix that, then move it again"
                                + " (torrent:move)");
            }
            case TORRENT_ERROR ->
                warn(
                        alert,
                        "failed",
                        ((TorrentError) alert).failure().message() + "; fix that, then resume it (torrent:clear-error "
                                + alert.torrent() + ")");
            case TORRENT_REMOVED -> write(alert, "removed", "");
            default -> {
                // all others are for listeners only
            }
        }
    }

    private static String rate(Transferred all) {
        long seconds = all.time().toSeconds();
        String rate = seconds > 0 && all.received() > 0 ? ", " + size((double) all.received() / seconds) + "/s" : "";
        return " (" + size(all.size()) + " in " + time(all.time()) + rate + ")";
    }

    private static String size(double bytes) {
        double rest = bytes;
        int unit = 0;
        while (rest >= UNIT && unit < UNITS.length - 1) {
            rest /= UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || rest >= WHOLE ? "%.0f %s" : "%.1f %s", rest, UNITS[unit]);
    }

    private static String time(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }

    private static void write(Alert alert, String what, String rest) {
        inContext(alert, () -> LOG.info("{}{}", line(alert, what), OneLine.of(rest)));
    }

    private static void warn(Alert alert, String what, String reason) {
        inContext(alert, () -> LOG.warn("{}: {}", line(alert, what), OneLine.of(reason)));
    }

    private static void inContext(Alert alert, Runnable log) {
        MDC.put(PREFIX + AlertTopics.SESSION, alert.session());
        MDC.put(PREFIX + AlertTopics.TORRENT, String.valueOf(alert.torrent()));
        try {
            log.run();
        } finally {
            MDC.remove(PREFIX + AlertTopics.SESSION);
            MDC.remove(PREFIX + AlertTopics.TORRENT);
        }
    }

    private static String line(Alert alert, String what) {
        return "Session " + alert.session() + ": torrent " + alert.torrent() + " " + what + ": "
                + OneLine.of(alert.origin().torrentName());
    }
}
