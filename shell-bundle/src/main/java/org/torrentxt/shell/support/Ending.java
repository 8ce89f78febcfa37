package org.torrentxt.shell.support;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.shell.format.Units;

/** Waits for an alert that ends an operation on each of several torrents. */
public final class Ending {
    /**
     * The alerts that report the end.
     *
     * @param success one of these ends the waiting for a torrent
     * @param failure one of these ends the waiting for a torrent with a failure
     */
    public record Alerts(Set<AlertType> success, Set<AlertType> failure) {
        /** All of these and the alert of a torrent that is removed meanwhile. */
        public Set<AlertType> all() {
            Set<AlertType> all = EnumSet.of(AlertType.TORRENT_REMOVED);
            all.addAll(success);
            all.addAll(failure);
            return all;
        }
    }

    private static final Duration REFRESH = Duration.ofMillis(200);

    private final AlertFeed feed;
    private final Alerts alerts;

    /**
     * A wait for the end.
     *
     * @param feed feed of those alerts, opened before the operation began
     */
    public Ending(AlertFeed feed, Alerts alerts) {
        this.feed = feed;
        this.alerts = alerts;
    }

    /**
     * Waits for all torrents of the batch; those that fail, or have not ended in time, become failures of the batch.
     *
     * @param show shows the progress; called repeatedly and once at the end
     * @param limit maximum time to wait; empty for no limit
     */
    public void await(Batch batch, Runnable show, Optional<Duration> limit) throws InterruptedException {
        long start = System.nanoTime();
        Map<Integer, Torrent> pending = new TreeMap<>();
        batch.done().forEach(torrent -> pending.put(torrent.id(), torrent));
        show.run();
        while (!pending.isEmpty()) {
            Duration left = limit.map(most -> most.minusNanos(System.nanoTime() - start))
                    .orElse(REFRESH);
            if (left.isNegative() || left.isZero()) {
                String late = " is not done after " + Units.duration(limit.orElseThrow()) + "; it continues";
                pending.keySet().forEach(id -> batch.fail(id, "torrent " + id + late));
                return;
            }
            feed.next(left.compareTo(REFRESH) < 0 ? left : REFRESH)
                    .ifPresentOrElse(alert -> take(alert, pending, batch), () -> dropGone(pending, batch));
            show.run();
        }
    }

    // no alert reports a torrent whose session stops
    private static void dropGone(Map<Integer, Torrent> pending, Batch batch) {
        pending.values().removeIf(torrent -> {
            boolean gone = !torrent.isValid();
            if (gone) {
                batch.fail(
                        torrent.id(), "torrent " + torrent.id() + " is gone: it was removed, or its session stopped");
            }
            return gone;
        });
    }

    private void take(Alert alert, Map<Integer, Torrent> pending, Batch batch) {
        if (pending.remove(alert.torrent()) != null && !alerts.success().contains(alert.type())) {
            batch.fail(alert.torrent(), reason(alert));
        }
    }

    private static String reason(Alert alert) {
        if (alert.type() == AlertType.TORRENT_REMOVED) {
            return "torrent " + alert.torrent() + " was removed meanwhile";
        }
        String message = text(alert, "message");
        if (!message.isEmpty() && !message.endsWith(":")) {
            return "torrent " + alert.torrent() + ": " + message;
        }
        // for a tracker that cannot be reached the engine says only "scrape failed: ", the reason is in errorMessage
        String error = text(alert, "errorMessage");
        return "torrent " + alert.torrent() + ": "
                + (message.isEmpty() ? alert.type().alertName() + ":" : message) + " "
                + (error.isEmpty() ? "unknown reason" : error);
    }

    private static String text(Alert alert, String key) {
        return Objects.toString(alert.details().get(key), "").strip();
    }
}
