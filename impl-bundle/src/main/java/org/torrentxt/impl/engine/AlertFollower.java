package org.torrentxt.impl.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertsDropped;
import org.torrentxt.api.alert.Failure;
import org.torrentxt.api.alert.FileCompleted;
import org.torrentxt.api.alert.ListenFailed;
import org.torrentxt.api.alert.ListenSucceeded;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.TorrentDeleteFailed;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.engine.dht.EngineDht;
import org.torrentxt.impl.engine.torrent.EnginePieces;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.network.Listening;

/**
 * Updates the session's own state from alerts, on the thread that pops them, and catches up after alerts were dropped.
 * Returns false for an alert that must not be passed on.
 */
final class AlertFollower implements Predicate<Alert> {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);
    private static final int DUPLICATE_TORRENT = 19; // of libtorrent's errors

    private final TorrentContext session;
    private final TorrentTable torrents;
    private final TorrentAdder adder;
    private final EngineDht dht;
    private final Listening listening;
    private final LongConsumer countDropped;
    private final AtomicBoolean catchingUp = new AtomicBoolean();
    private boolean duplicates; // true once there were some

    AlertFollower(
            TorrentContext session,
            TorrentTable torrents,
            TorrentAdder adder,
            EngineDht dht,
            Listening listening,
            LongConsumer countDropped) {
        this.session = session;
        this.torrents = torrents;
        this.adder = adder;
        this.dht = dht;
        this.listening = listening;
        this.countDropped = countDropped;
    }

    @Override
    public boolean test(Alert alert) {
        Optional<EngineTorrent> torrent = torrents.find(alert.torrent());
        boolean passes = torrent.map(about -> about.runState().follow(alert)).orElse(true);
        boolean isUnseen = torrent.filter(about -> !about.names().follow(alert)).isPresent();
        torrent.flatMap(EngineTorrent::reading).ifPresent(reading -> reading.follow(alert)); // where the files are now
        if (!session.mover().follow(alert)) {
            return false;
        }
        if (torrent.or(() -> torrents.leaving(alert.torrent()))
                .filter(about -> !session.saving().follow(about, alert))
                .isPresent()) {
            return false;
        }
        if (isUnseen) {
            return false;
        }
        try {
            passes &= update(torrent, alert);
        } finally { // whatever has gone wrong: somebody waits for it
            session.requests().follow(alert); // what it changes is seen by those that it answers
            torrent.ifPresent(about -> about.look(alert));
        }
        return passes;
    }

    // false if it must not be passed on
    private boolean update(Optional<EngineTorrent> torrent, Alert alert) {
        boolean passes = true;
        switch (alert.type()) {
            case LISTEN_SUCCEEDED -> listening.opened((ListenSucceeded) alert);
            case LISTEN_FAILED -> listening.failed((ListenFailed) alert);
            case ALERTS_DROPPED -> lost((AlertsDropped) alert);
            case DHT_IMMUTABLE_ITEM, DHT_MUTABLE_ITEM, DHT_PUT -> dht.accept(alert);
            case RESUME_DATA_READY -> torrent.ifPresent(saved -> saved.storage().noteSaved());
            case TORRENT_ERROR -> duplicates |= ((TorrentError) alert).failure().errorCode() == DUPLICATE_TORRENT;
            case TORRENT_REMOVED -> {
                torrents.told(alert);
                if (duplicates) {
                    tellDropped();
                }
            }
            case TORRENT_DELETED -> {
                passes = isWithFiles(alert);
                torrents.told(alert);
            }
            case TORRENT_DELETE_FAILED -> {
                passes = isWithFiles(alert);
                torrents.told(alert);
                if (!passes) {
                    LOG.warn(
                            "Session {}: torrent {} was removed; {}",
                            session.name(),
                            alert.torrent(),
                            ((TorrentDeleteFailed) alert).failure().message());
                }
            }
            default -> torrent.ifPresent(about -> follow(about, alert));
        }
        return passes;
    }

    // Without its files, only the part file was to be deleted, which nobody has asked for.
    private boolean isWithFiles(Alert alert) {
        return torrents.leaving(alert.torrent())
                .flatMap(left -> left.storage().deletion())
                .isPresent();
    }

    private void follow(EngineTorrent torrent, Alert alert) {
        switch (alert.type()) {
            case METADATA_RECEIVED -> {
                learn(torrent);
                torrent.names().begin();
                settle(torrent);
            }
            case STORAGE_MOVED -> torrent.place().moved(Path.of(((StorageMoved) alert).oldPath()));
            case STORAGE_MOVED_FAILED -> torrent.place().notMoved();
            case STATE_CHANGED -> {
                torrent.noPeers().begin();
                torrent.dialPeers();
                if (wantsMore((StateChanged) alert)) {
                    torrent.dialPeersAgain();
                }
            }
            case TORRENT_RESUMED -> {
                torrent.noPeers().begin();
                torrent.dialPeers();
                torrent.names().look();
            }
            case FILE_COMPLETED -> torrent.names().complete(((FileCompleted) alert).file());
            case TORRENT_CHECKED, TORRENT_FINISHED -> torrent.names().look(); // before others hear of that
            case FILE_RENAMED -> torrent.names().look(); // it may have become complete meanwhile
            default -> {
                // of interest to listeners only
            }
        }
    }

    private static boolean wantsMore(StateChanged change) {
        return change.state() == TorrentState.DOWNLOADING
                && (change.prevState() == TorrentState.FINISHED || change.prevState() == TorrentState.SEEDING);
    }

    private void learn(EngineTorrent torrent) {
        torrent.identity().learn();
        torrents.index(torrent);
    }

    private void settle(EngineTorrent torrent) {
        torrent.settle()
                .ifPresent(problem ->
                        session.publish(new TorrentError(torrent.origin(), new Failure(0, problem, problem))));
    }

    // Two torrents that were added by one hash each may turn out to be the same: when one is removed, the engine drops
    // the other without an alert.
    private void tellDropped() {
        session.engine().isPaused(); // answered once the engine is through with the removal
        torrents.all().stream().filter(EngineTorrent::isDropped).forEach(session::tellDropped);
    }

    private void lost(AlertsDropped alert) {
        countDropped.accept(Math.max(1, alert.count()));
        if (catchingUp.compareAndSet(false, true)) {
            session.executor().execute(this::catchUp);
        }
    }

    private void catchUp(EngineTorrent torrent) {
        torrent.notes().reported();
        learn(torrent);
        torrent.names().begin();
        settle(torrent);
        torrent.paths().catchUp();
        torrent.names().catchUp();
        torrent.runState().catchUp();
        torrent.dialPeers();
        torrent.reading().ifPresent(EnginePieces::catchUp);
    }

    // Asks the engine for the information in the dropped alerts.
    private void catchUp() {
        catchingUp.set(false); // what is lost from here on may have been looked at already
        adder.catchUp();
        torrents.all().forEach(torrent -> {
            try {
                catchUp(torrent);
            } catch (RuntimeException e) { // it may go meanwhile; others wait for the same
                LOG.debug("Session {}: could not look at torrent {}", session.name(), torrent.id(), e);
            }
        });
        session.pieceReads().catchUp();
        session.engine().isPaused(); // answered once the engine has deleted what it was to delete
        session.saving().catchUp();
        session.requests().catchUp();
        torrents.all().forEach(EngineTorrent::look);
    }
}
