package org.torrentxt.impl.engine.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.state_update_alert;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.SessionReach;
import org.torrentxt.impl.engine.torrent.StatusReader;
import org.torrentxt.impl.engine.torrent.TorrentTable;

/**
 * The statuses of all torrents of a session. Read while somebody asks for them, and then only those that may have changed:
 * what the engine marks, what this session has changed itself, what has connections, which the engine changes without a
 * mark, and all others in turn. Thread-safe.
 */
public final class FollowedStatuses {
    private static final long RECENT = Duration.ofMillis(300).toNanos();
    private static final long ROUND = Duration.ofSeconds(5).toNanos(); // in which each torrent is read
    private static final long AFTERMATH = Duration.ofSeconds(2).toNanos(); // of a mark: peers are connected to

    private final NativeSession engine;
    private final TorrentTable torrents;
    private final Supplier<SessionReach> reach;
    private final TorrentUpdates updates;
    private final StatusBoard board = new StatusBoard(System.currentTimeMillis() << 20);
    private final Set<Integer> touched = ConcurrentHashMap.newKeySet();
    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
    private volatile boolean isRead; // since somebody has asked
    private volatile boolean isStirred; // since that
    private final Map<Integer, Long> marks = new HashMap<>(); // guarded by this, as all below
    private long begun;
    private boolean wasPaused;
    private int swept;

    /**
     * Those of a session.
     *
     * @param reach what it has to find peers by
     */
    public FollowedStatuses(NativeSession engine, TorrentTable torrents, Supplier<SessionReach> reach) {
        this.engine = engine;
        this.torrents = torrents;
        this.reach = reach;
        this.updates = new TorrentUpdates(engine);
    }

    /** Takes an answer of the engine; called on the thread that popped it. */
    public void accept(state_update_alert alert) {
        updates.accept(alert);
    }

    /** Something about a torrent was changed by a call, whether its status shows it or not. */
    public void touch(int torrent) {
        if (isRead) {
            touched.add(torrent);
            stir();
        }
    }

    /** A call has changed something about the session or its queue. */
    public void stir() {
        isStirred = true;
    }

    /** There was an alert, perhaps about a torrent. */
    public void follow(Alert alert) {
        if (!isRead || torrents.find(alert.torrent()).isEmpty()) {
            return;
        }
        switch (alert.type()) {
            case STORAGE_MOVED, STORAGE_MOVED_FAILED, FILE_RENAMED -> touch(alert.torrent());
            default -> seen.add(alert.torrent());
        }
    }

    /** A torrent was removed. */
    public void forget(int torrent) {
        touched.remove(torrent);
        seen.remove(torrent);
        stir();
    }

    /** The session has stopped. */
    public void close() {
        board.clear();
    }

    /** Any torrent may have changed. */
    public void lookAtAll() {
        updates.lost();
    }

    /** What has changed since a version; nothing once the session is stopped. */
    public StatusChanges changes(long since) {
        return read(false)
                ? board.since(since)
                : StatusChanges.builder(0).isComplete(true).build();
    }

    /** All statuses, by id; none once the session is stopped. */
    public List<TorrentStatus> all() {
        return read(true) ? board.all() : List.of();
    }

    // false once the session is stopped
    private boolean read(boolean now) {
        long asked = System.nanoTime();
        synchronized (this) {
            boolean isYoung = isRead && (begun - asked >= 0 || !now && asked - begun < RECENT);
            if (isYoung && !isStirred || isRead && isEmpty()) {
                return engine.ask(session -> true, false);
            }
            long before = begun;
            begun = System.nanoTime();
            isStirred = false; // before what has stirred it is read
            Set<Integer> changed = drained(touched);
            Set<Integer> due = new HashSet<>(changed);
            due.addAll(drained(seen));
            Optional<Set<Integer>> marked = updates.ask();
            boolean isAll = !isRead || marked.isEmpty() || begun - before >= ROUND;
            marked.ifPresent(due::addAll);
            marked.ifPresent(ids -> ids.forEach(id -> marks.put(id, begun)));
            try {
                isRead = engine.ask(session -> read(session, isAll, due, begun - before), false);
            } catch (RuntimeException e) {
                updates.lost();
                throw e;
            } finally {
                changed.forEach(board::touch);
            }
            return isRead;
        }
    }

    // the engine need not be woken for nothing
    private boolean isEmpty() {
        return board.size() == 0 && torrents.all().isEmpty();
    }

    private static Set<Integer> drained(Set<Integer> ids) {
        Set<Integer> all = new HashSet<>(ids);
        ids.removeAll(all); // not what has come since
        return all;
    }

    private boolean read(session engine, boolean isAll, Set<Integer> due, long elapsed) {
        boolean paused = engine.is_paused();
        boolean isMoved = dropRemoved();
        if (isAll || paused != wasPaused) {
            put(StatusReader.readAll(engine, torrents.all(), paused, reach));
        } else {
            due.addAll(board.idsOf(status -> status.numConnections() > 0));
            marks.values().removeIf(marked -> begun - marked > AFTERMATH);
            due.addAll(marks.keySet());
            due.addAll(sweep(elapsed));
            isMoved |= put(StatusReader.readAll(engine, dueOf(due), paused, reach));
            if (isMoved) { // others have moved up
                put(StatusReader.readAll(
                        engine, known(board.idsOf(status -> status.queuePosition() >= 0)), paused, reach));
            }
        }
        wasPaused = paused;
        return true;
    }

    // true if one of them was in the queue
    private boolean dropRemoved() {
        boolean isMoved = false;
        for (int id : board.idsOf(status -> torrents.find(status.id()).isEmpty())) {
            isMoved |= board.remove(id)
                    .filter(status -> status.queuePosition() >= 0)
                    .isPresent();
        }
        return isMoved;
    }

    private List<Integer> sweep(long elapsed) {
        List<Integer> next = board.next(swept, (int) Math.ceil((double) board.size() * elapsed / ROUND));
        swept = next.isEmpty() ? 0 : next.get(next.size() - 1);
        return next;
    }

    private List<EngineTorrent> dueOf(Set<Integer> ids) {
        List<EngineTorrent> due = new ArrayList<>();
        for (EngineTorrent torrent : torrents.all()) {
            if (ids.contains(torrent.id()) || !board.has(torrent.id())) {
                due.add(torrent);
            }
        }
        return due;
    }

    private List<EngineTorrent> known(List<Integer> ids) {
        return ids.stream().flatMap(id -> torrents.find(id).stream()).toList();
    }

    // true if one has got another place in the queue
    private boolean put(List<TorrentStatus> statuses) {
        boolean isMoved = false;
        for (TorrentStatus status : statuses) {
            isMoved |= board.put(status)
                    .filter(before -> before.queuePosition() != status.queuePosition())
                    .isPresent();
        }
        return isMoved;
    }
}
