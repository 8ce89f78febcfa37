package org.torrentxt.impl.engine.saved;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.ResumeDataReady;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.part.TorrentRecord;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.StatusReader;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.TorrentState;

/**
 * Saves torrents: what users and alerts have changed at once, the progress when asked to. The engine is asked for resume
 * data, which arrives in an alert; see {@link TorrentRecord}. Thread-safe.
 */
final class TorrentSaves {
    private static final Logger LOG = LoggerFactory.getLogger(TorrentSaves.class);
    private static final Duration TIMES_INTERVAL = Duration.ofMinutes(15); // of times that change all the time
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final SavedFolder folder;
    private final NativeSession engine;
    private final TorrentTable torrents;
    private final CountDownLatch stopping;
    private final ResumeRound round;

    TorrentSaves(SavedFolder folder, NativeSession engine, TorrentTable torrents, CountDownLatch stopping) {
        this.folder = folder;
        this.engine = engine;
        this.torrents = torrents;
        this.stopping = stopping;
        this.round = new ResumeRound(torrents);
    }

    /**
     * Saves a torrent that was added, as it was given to the engine, which adds nothing to that until something changes.
     */
    void saveNew(EngineTorrent torrent) {
        if (!put(torrent, torrent.saved()::uncheckedState)) {
            save(torrent);
        }
    }

    /** Saves the changes of a torrent soon. */
    void save(EngineTorrent torrent) {
        torrent.saved().askForSession();
    }

    /** Saves all torrents again. */
    void saveAgain() {
        torrents.all().forEach(this::save);
    }

    // Not after the torrent has been removed: its file would come back. Made under the lock, or a newer state could be
    // overwritten. False if there is none.
    private boolean put(EngineTorrent torrent, Supplier<Optional<TorrentState>> making) {
        synchronized (torrent) {
            Optional<TorrentState> made = making.get();
            if (torrents.find(torrent.id()).filter(torrent::equals).isPresent()) {
                made.ifPresent(state -> folder.store().save(torrent.id(), () -> state, true));
            }
            return made.isPresent();
        }
    }

    /** Deletes what is saved of a torrent that was removed. */
    void forget(EngineTorrent torrent) {
        synchronized (torrent) {
            folder.store().delete(torrent.id());
        }
    }

    /**
     * Follows an alert about a torrent, on the thread that pops them.
     *
     * @return false if nobody has asked for it but this
     */
    boolean follow(EngineTorrent torrent, Alert alert) {
        Optional<TorrentRecord> known = torrent.record();
        if (known.isEmpty()) {
            return true;
        }
        TorrentRecord record = known.get();
        switch (alert.type()) {
            case RESUME_DATA_READY -> {
                take(torrent, ((ResumeDataReady) alert).resumeData());
                return answered(torrent, record); // only now, as others wait for that
            }
            case RESUME_DATA_FAILED -> {
                return answered(torrent, record);
            }
            case TORRENT_ERROR -> {
                record.stopped(((TorrentError) alert).failure().message());
                save(torrent);
            }
            case TORRENT_CHECKED -> {
                if (record.checked()) {
                    save(torrent);
                }
            }
            case TORRENT_FINISHED -> {
                if (((TorrentFinished) alert).downloaded()) {
                    save(torrent);
                }
            }
            case TORRENT_PAUSED -> {
                return stopping.getCount() > 0; // the session pauses itself before it stops
            }
            case METADATA_RECEIVED, STORAGE_MOVED, STORAGE_MOVED_FAILED, FILE_RENAMED -> save(torrent);
            default -> {
                // nothing that is saved has changed
            }
        }
        return true;
    }

    private boolean answered(EngineTorrent torrent, TorrentRecord record) {
        boolean passes = !record.isAnswerToSession();
        if (record.asksAgain()) {
            save(torrent);
        }
        round.answered();
        return passes;
    }

    private void take(EngineTorrent torrent, byte[] resumeData) {
        try {
            ResumeDictionary answer = ResumeDictionary.ofEngine(resumeData);
            put(torrent, () -> torrent.saved().state(answer));
        } catch (TorrentException e) {
            LOG.warn("Session {}: torrent {} cannot be saved: {}", folder.session(), torrent.id(), e.getMessage());
        }
    }

    /** Asks again for all that was in alerts that were dropped. */
    void catchUp() {
        for (EngineTorrent torrent : torrents.all()) {
            if (StatusReader.isChecked(torrent)) {
                torrent.record().ifPresent(TorrentRecord::checked);
            }
            if (torrent.record().filter(TorrentRecord::forgetAsked).isPresent()) {
                save(torrent);
            }
        }
    }

    /** Saves what has changed by itself, and asks again for what was not answered. */
    void saveProgress() {
        long late = System.nanoTime() - ANSWER_LIMIT.toNanos();
        torrents.all().stream()
                .filter(torrent -> torrent.record()
                        .filter(record -> record.waitsSince(late))
                        .filter(TorrentRecord::forgetAsked)
                        .isPresent())
                .forEach(this::save);
        changed().forEach(this::save);
        behind(TIMES_INTERVAL).forEach(this::save);
    }

    private List<EngineTorrent> changed() {
        return engine.ask(session -> StatusReader.unsaved(session, torrents.added()), List.<EngineTorrent>of());
    }

    /**
     * The torrents that have sent or received something since they were saved, which the engine does not count as a
     * change, or were active for longer than that.
     */
    private List<EngineTorrent> behind(Duration active) {
        return engine.ask(
                session -> StatusReader.behind(session, torrents.added(), active.toSeconds()),
                List.<EngineTorrent>of());
    }

    /**
     * Saves the progress of all torrents, and waits until the engine has told it.
     *
     * @param end the time limit, as {@link System#nanoTime()}
     * @return false if it has not in time
     */
    boolean saveAll(long end) throws InterruptedException {
        return round.ask(changed(), end) && round.ask(behind(Duration.ZERO), end);
    }
}
