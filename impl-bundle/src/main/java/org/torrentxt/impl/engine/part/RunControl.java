package org.torrentxt.impl.engine.part;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentResumed;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.engine.content.Place;

/**
 * Has a torrent run as users want it, and wait for its files while they are missing. What they want is recorded, as the
 * engine does not keep it while a torrent waits, or is stopped by an error. Thread-safe.
 */
public final class RunControl {
    private final SessionContext session;
    private final LiveHandle handle;
    private final RunState state;
    private final SavedState saved;
    private final Place place;
    private final MissingContent content;
    private final Predicate<torrent_handle> isContentSkipped;
    private final Supplier<AlertOrigin> origin;
    private final Runnable changed;
    private final Object waking = new Object();

    /**
     * That of a torrent.
     *
     * @param isContentSkipped true if some of its files are skipped
     * @param origin that of an event
     * @param changed is called after what a user has changed
     */
    public RunControl(
            SessionContext session,
            LiveHandle handle,
            RunState state,
            SavedState saved,
            Place place,
            MissingContent content,
            Predicate<torrent_handle> isContentSkipped,
            Supplier<AlertOrigin> origin,
            Runnable changed) {
        this.session = session;
        this.handle = handle;
        this.state = state;
        this.saved = saved;
        this.place = place;
        this.content = content;
        this.isContentSkipped = isContentSkipped;
        this.origin = origin;
        this.changed = changed;
    }

    /** True while it waits for its files. */
    public boolean isAsleep() {
        return saved.record().flatMap(TorrentRecord::asleep).isPresent();
    }

    /**
     * Refuses what would use its files, or change where they are, while it waits for them.
     *
     * @param id for the message
     * @throws TorrentException if it does
     */
    public void requireFiles(int id) {
        saved.record().flatMap(TorrentRecord::asleep).ifPresent(reason -> {
            throw TorrentException.invalid("torrent " + id + " waits for its files: " + reason);
        });
    }

    /**
     * Has it run as wanted if it waits for its files, and they are there.
     *
     * @throws TorrentException that says what is missing if they are not
     */
    public void wake() {
        wake(false);
    }

    /** Has it no longer wait for its files, as they are about to be checked, whichever are there. */
    public void wakeToCheck() {
        wake(true);
        saved.record().ifPresent(TorrentRecord::started);
    }

    // The engine has not looked at its files, and would look for skipped ones in a part file that it does not have
    // open: it must check them. Others it believes to be as they were, as it does when a torrent is added.
    private void wake(boolean evenWithoutFiles) {
        synchronized (waking) {
            if (!isAsleep()) {
                return;
            }
            TorrentRecord record = saved.record().orElseThrow();
            Optional<String> missing = Optional.empty();
            if (evenWithoutFiles) {
                content.lookAgain();
            } else {
                missing = content.find(record);
            }
            if (missing.isPresent()) {
                record.sleep(missing.get());
                throw TorrentException.invalid(missing.get());
            }
            handle.act(h -> {
                if (evenWithoutFiles || record.mustCheck() || isContentSkipped.test(h)) {
                    h.force_recheck();
                }
            });
            state.setFlags(record.awake(), TorrentRecord.RUN);
        }
        changed.run();
    }

    /**
     * Has it wait if its disk is no longer mounted there.
     *
     * @param flags how it runs now
     * @return false if it already waits for its files, or is not saved
     */
    public boolean sleepWithoutDisk(Path mount, Supplier<Set<TorrentFlag>> flags) {
        synchronized (waking) {
            if (saved.record().isEmpty() || isAsleep()) {
                return false;
            }
            saved.record().get().sleepWithoutDisk(mount, flags.get());
            state.setFlags(Set.of(TorrentFlag.PAUSED), TorrentRecord.RUN);
            return true;
        }
    }

    /** Stops it. */
    public void pause() {
        boolean isUnreported;
        synchronized (waking) {
            saved.record().ifPresent(record -> record.runs(Set.of(TorrentFlag.PAUSED)));
            isUnreported = state.pause();
        }
        if (isUnreported) {
            session.publish(new TorrentPaused(origin.get()));
        }
        changed.run();
    }

    /** Starts it when the queue allows it. */
    public void resume() {
        resume(state::resume);
    }

    /** Starts it regardless of the queue. */
    public void resumeNow() {
        resume(state::resumeNow);
    }

    private void resume(Supplier<Boolean> start) {
        wake(false);
        handle.act(place::requireSettled);
        boolean silently = start.get();
        saved.record().ifPresent(TorrentRecord::started);
        if (silently) { // a torrent that was already running to be checked raises no alert
            session.publish(new TorrentResumed(origin.get()));
        }
        changed.run();
    }

    /** Sets flags, of those to touch; the network mode must allow them. */
    public void setFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        // else a narrower network could come between the check and what it allows
        session.withNetwork(network -> {
            handle.act(h -> network.checkFlags(flags, mask));
            synchronized (waking) {
                saved.record().ifPresent(record -> record.flagsSet(flags, mask));
                state.setFlags(flags, isAsleep() ? withoutRun(mask) : mask);
            }
        });
    }

    private static Set<TorrentFlag> withoutRun(Set<TorrentFlag> mask) {
        return mask.stream().filter(flag -> !TorrentRecord.RUN.contains(flag)).collect(Collectors.toSet());
    }

    /** Clears the error that has stopped it, and has it run as before. */
    public void clearError() {
        handle.act(h -> {
            place.requireSettled(h);
            h.clear_error();
        });
        saved.record().filter(record -> record.stopReason().isPresent()).ifPresent(record -> {
            Set<TorrentFlag> run = record.run();
            record.started();
            synchronized (waking) {
                if (!isAsleep()) { // else it runs once its files are there
                    state.setFlags(run, TorrentRecord.RUN);
                }
            }
        });
        changed.run();
    }
}
