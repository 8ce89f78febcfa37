package org.torrentxt.impl.engine.alert;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.libtorrent4j.swig.add_torrent_alert;
import org.libtorrent4j.swig.alert;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;

/**
 * Takes each alert as it is popped: counts it, updates the session's own state, and passes on the kinds that somebody
 * listens to.
 */
public final class AlertIntake {
    /** The alerts that a session follows itself. */
    private static final Set<AlertType> OWN = EnumSet.of(
            AlertType.TORRENT_ADDED,
            AlertType.LISTEN_SUCCEEDED,
            AlertType.LISTEN_FAILED,
            AlertType.METADATA_RECEIVED,
            AlertType.STORAGE_MOVED,
            AlertType.STORAGE_MOVED_FAILED,
            AlertType.CACHE_FLUSHED,
            AlertType.TORRENT_ERROR,
            AlertType.FILE_ERROR,
            AlertType.TORRENT_FINISHED,
            AlertType.FILE_COMPLETED,
            AlertType.FILE_RENAMED,
            AlertType.FILE_RENAME_FAILED,
            AlertType.STATE_CHANGED,
            AlertType.TORRENT_RESUMED,
            AlertType.TORRENT_PAUSED,
            AlertType.TORRENT_CHECKED,
            AlertType.TORRENT_REMOVED,
            AlertType.TORRENT_DELETED,
            AlertType.TORRENT_DELETE_FAILED,
            AlertType.RESUME_DATA_READY,
            AlertType.RESUME_DATA_FAILED,
            AlertType.DHT_IMMUTABLE_ITEM,
            AlertType.DHT_MUTABLE_ITEM,
            AlertType.DHT_PUT,
            AlertType.ALERTS_DROPPED);

    private final AlertReader reader;
    private final Predicate<add_torrent_alert> added;
    private final Predicate<AlertType> awaited;
    private final Predicate<Alert> follower;
    private final Consumer<Alert> listener;
    private final Consumer<Alert> log;
    private final Map<AlertType, Long> raised = new ConcurrentHashMap<>();
    private final AtomicLong dropped = new AtomicLong();
    private volatile Set<AlertType> wanted;

    /**
     * The intake of a session.
     *
     * @param added called for each torrent added to the engine; returning false discards the alert
     * @param awaited true for the kinds that requests wait for at the moment, whoever listens
     * @param follower the session, which gets alerts first; returning false discards the alert
     * @param wanted the kinds that the listener gets, until changed by {@link #want}
     * @param isLogged true to log what becomes of torrents
     */
    public AlertIntake(
            AlertReader reader,
            Predicate<add_torrent_alert> added,
            Predicate<AlertType> awaited,
            Predicate<Alert> follower,
            Set<AlertType> wanted,
            Consumer<Alert> listener,
            boolean isLogged) {
        this.reader = reader;
        this.log = isLogged ? new TorrentLog(reader::addition, reader::transferred) : alert -> {};
        this.added = added;
        this.awaited = awaited;
        this.follower = follower;
        this.wanted = Set.copyOf(wanted);
        this.listener = listener;
    }

    /** Takes an alert with that type number of the engine; called on the thread that popped it. */
    public void accept(int kind, alert raw) {
        AlertType type = AlertKinds.byNumber(kind);
        if (type == null) {
            return;
        }
        raised.merge(type, 1L, Long::sum);
        if (!wanted.contains(type) && !OWN.contains(type) && !awaited.test(type)
                || type == AlertType.TORRENT_ADDED && !added.test(alert.cast_to_add_torrent_alert(raw))) {
            return;
        }
        reader.read(type, raw).ifPresent(alert -> {
            boolean passes = true;
            try {
                log.accept(alert);
                passes = follower.test(alert);
            } finally {
                if (passes && wanted.contains(alert.type())) { // by its actual type
                    listener.accept(alert);
                }
            }
        });
    }

    /** Passes on an alert that was not raised by the engine; called on any thread. */
    public void publish(Alert alert) {
        raised.merge(alert.type(), 1L, Long::sum);
        log.accept(alert);
        if (wanted.contains(alert.type())) {
            listener.accept(alert);
        }
    }

    void want(Set<AlertType> types) {
        wanted = Set.copyOf(types);
    }

    Set<AlertType> wanted() {
        return wanted;
    }

    /** Counts dropped alerts. */
    public void countDropped(long more) {
        dropped.addAndGet(more);
    }

    public long dropped() {
        return dropped.get();
    }

    /** The number of alerts raised by the engine, by kind, as counters by name. */
    public Map<String, Long> counters() {
        Map<String, Long> counters = new HashMap<>();
        raised.forEach((type, count) -> counters.put("alerts." + type.alertName(), count));
        return counters;
    }
}
