package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.OtherAlert;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.status.TorrentState;

/** Keeps all alerts of a session, and waits for those to come. */
final class AlertLog implements Consumer<Alert> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Instant since = Instant.now();
    private final List<Alert> alerts = new ArrayList<>();
    private boolean held;
    private boolean holding;

    @Override
    public synchronized void accept(Alert alert) {
        alerts.add(alert);
        notifyAll();
        try {
            while (held) {
                holding = true;
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        holding = false;
    }

    /** Keeps the thread that brings the next alert, so that those behind it pile up in the engine. */
    synchronized void hold() {
        held = true;
    }

    synchronized boolean isHolding() {
        return holding;
    }

    synchronized void release() {
        held = false;
        notifyAll();
    }

    /** When it began. */
    Instant since() {
        return since;
    }

    synchronized List<Alert> all() {
        return List.copyOf(alerts);
    }

    synchronized void clear() {
        alerts.clear();
    }

    List<AlertType> typesOf(int torrent) {
        return all().stream()
                .filter(alert -> alert.torrent() == torrent)
                .map(Alert::type)
                .toList();
    }

    /** The states that a torrent came into. */
    List<TorrentState> statesOf(int torrent) {
        return all().stream()
                .filter(alert -> alert.torrent() == torrent && alert instanceof StateChanged)
                .map(alert -> ((StateChanged) alert).state())
                .toList();
    }

    /** Waits until there are that many. */
    void awaitCount(Class<? extends Alert> kind, long count) {
        Wait.until(
                count + " of " + kind.getSimpleName(),
                () -> all().stream().filter(kind::isInstance).count() >= count);
    }

    /** One of the kinds that have no class of their own. */
    OtherAlert await(AlertType type) {
        return await(OtherAlert.class, alert -> alert.type() == type);
    }

    <T extends Alert> T await(Class<T> kind) {
        return await(kind, alert -> true);
    }

    <T extends Alert> T await(Class<T> kind, Duration patience) {
        return await(kind, alert -> true, patience);
    }

    <T extends Alert> T await(Class<T> kind, Predicate<T> condition) {
        return await(kind, condition, PATIENCE);
    }

    private synchronized <T extends Alert> T await(Class<T> kind, Predicate<T> condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (Alert alert : alerts) {
                if (kind.isInstance(alert) && condition.test(kind.cast(alert))) {
                    return kind.cast(alert);
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return fail("no " + kind.getSimpleName() + " in time; there were " + alerts);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return fail("interrupted");
            }
        }
    }
}
