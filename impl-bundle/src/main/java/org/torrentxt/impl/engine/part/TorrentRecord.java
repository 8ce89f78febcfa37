package org.torrentxt.impl.engine.part;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.impl.state.Origin;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.StopReason;
import org.torrentxt.impl.state.TorrentState;
import org.torrentxt.impl.storage.Mounts;

/**
 * What is saved of a torrent beside the engine's resume data, and what must be corrected in that. Until the engine has
 * checked the files, its resume data has no pieces: those of the former data are saved instead. Thread-safe.
 */
public final class TorrentRecord {
    public static final Set<TorrentFlag> RUN = Set.of(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED);
    private static final Set<String> CHECKED = Set.of("pieces", "unfinished", "trees");

    /** Who has asked the engine for resume data; it answers in that order. */
    private enum Asker {
        SESSION,
        USER
    }

    private final int id;
    private final Optional<Origin> origin;
    private final Set<String> labels;
    private final Map<String, String> attributes;
    private final Deque<Asker> asked = new ArrayDeque<>();
    private long askedAt; // the last time for the session, as System.nanoTime()
    private boolean asksAgain; // something has changed since
    private boolean isRestored; // and not checked in this run
    private long uploaded; // as last saved, as those below
    private long downloaded;
    private long activeSeconds;
    private ResumeDictionary unchecked; // null once the engine has checked the files
    private Set<TorrentFlag> run; // how it is to run, without what an error has made of it
    private boolean uploadsOnly; // as somebody wanted, and not because the disk was full
    private StopReason stopReason; // null for none
    private String asleep; // why; null unless it waits for its files
    private Path mount; // of the disk that it waits for; null unless that was unmounted while it ran
    private boolean mustCheck;

    private TorrentRecord(TorrentState state) {
        this.id = state.id();
        this.origin = state.origin();
        this.labels = state.labels();
        this.attributes = state.attributes();
        this.unchecked = state.resume();
        this.run = ofRun(state.resume().flags());
        this.uploadsOnly = state.resume().flags().contains(TorrentFlag.UPLOAD_MODE);
        this.stopReason = state.stopReason().orElse(null);
        saves(state.resume());
    }

    private void saves(ResumeDictionary resume) {
        uploaded = resume.totalUploaded();
        downloaded = resume.totalDownloaded();
        activeSeconds = resume.activeTime().toSeconds();
    }

    /** True if these totals are not those that were saved, or this active time is longer. */
    public synchronized boolean isBehind(long up, long down, long active) {
        return up != uploaded || down != downloaded || active > activeSeconds;
    }

    /** That of a torrent that is added. */
    public static TorrentRecord of(TorrentState state) {
        return new TorrentRecord(state);
    }

    /** That of a torrent that was saved. */
    public static TorrentRecord restored(TorrentState state) {
        TorrentRecord record = new TorrentRecord(state);
        record.isRestored = true;
        return record;
    }

    private static Set<TorrentFlag> ofRun(Set<TorrentFlag> flags) {
        Set<TorrentFlag> run = EnumSet.noneOf(TorrentFlag.class);
        run.addAll(flags);
        run.retainAll(RUN);
        return run;
    }

    /** The labels that were saved. */
    public Set<String> labels() {
        return labels;
    }

    /** The attributes that were saved. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Records that a user asks for resume data. */
    public synchronized void askedByUser() {
        asked.add(Asker.USER);
    }

    /** Records that the session asks for resume data; false if its last request is not answered yet. */
    public synchronized boolean askedBySession(long now) {
        if (asked.contains(Asker.SESSION)) {
            asksAgain = true;
            return false;
        }
        askedAt = now;
        asksAgain = false;
        return asked.add(Asker.SESSION);
    }

    /** Records an answer; true if the session had asked for it. */
    public synchronized boolean isAnswerToSession() {
        return asked.poll() == Asker.SESSION;
    }

    /** True if something has changed since the session asked for what it got. */
    public synchronized boolean asksAgain() {
        return asksAgain;
    }

    /** Forgets what was asked for, as answers may be lost; true if the session had asked. */
    public synchronized boolean forgetAsked() {
        boolean had = asked.contains(Asker.SESSION);
        asked.clear();
        return had;
    }

    /** True if the session still waits for an answer, and asked before that time. */
    public synchronized boolean waitsSince(long nanoTime) {
        return asked.contains(Asker.SESSION) && askedAt - nanoTime < 0;
    }

    /** True while the session waits for an answer, or is about to ask. */
    public synchronized boolean waits() {
        return asksAgain || asked.contains(Asker.SESSION);
    }

    /** True if it was saved in an earlier run, and the engine has not checked its files in this one. */
    public synchronized boolean isRestored() {
        return isRestored;
    }

    /**
     * Records that the engine has checked the files: from now on it knows which pieces there are.
     *
     * @return true if that is news: unless it has taken them from what was saved, in which case it tells of changes
     */
    public synchronized boolean checked() {
        unchecked = null;
        boolean isNews = !isRestored;
        isRestored = false;
        return isNews;
    }

    /** Records the error that has stopped it. */
    public synchronized void stopped(String reason) {
        if (!reason.isBlank()) {
            stopReason = new StopReason(reason, OptionalInt.empty());
        }
    }

    /** Records that it is no longer stopped by an error. */
    public synchronized void started() {
        stopReason = null;
    }

    /** The error that has stopped it, in this run or an earlier one. */
    public synchronized Optional<StopReason> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    /** How it is to run, without what an error has made of it: whether it is paused and in the queue. */
    public synchronized Set<TorrentFlag> run() {
        return Set.copyOf(run);
    }

    /** Records that a user pauses it, as an error in force keeps that out of the engine's flags. */
    public synchronized void runs(Set<TorrentFlag> wanted) {
        run = ofRun(wanted);
    }

    /** Records flags that a user sets. */
    public synchronized void flagsSet(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        if (mask.contains(TorrentFlag.UPLOAD_MODE)) {
            uploadsOnly = flags.contains(TorrentFlag.UPLOAD_MODE);
        }
        Set<TorrentFlag> wanted = EnumSet.noneOf(TorrentFlag.class);
        wanted.addAll(run);
        wanted.removeAll(mask);
        mask.stream().filter(flags::contains).forEach(wanted::add);
        run = ofRun(wanted);
    }

    /** The state to save before the engine's first resume data; empty if that is better, as it has checked the files. */
    public synchronized Optional<TorrentState> state() {
        ResumeDictionary known = unchecked;
        if (known == null) {
            return Optional.empty();
        }
        if (!ofRun(known.flags()).equals(run)) {
            for (TorrentFlag flag : RUN) {
                known = known.withFlag(flag, run.contains(flag));
            }
        }
        return Optional.of(state(known));
    }

    /**
     * The state to save, by the engine's resume data.
     *
     * @param priorities those of the files as last set, which the engine reports late or not at all
     */
    public synchronized TorrentState state(ResumeDictionary engine, Optional<byte[]> priorities) {
        saves(engine);
        ResumeDictionary corrected = engine;
        Set<TorrentFlag> flags = engine.flags();
        if (stopReason == null && asleep == null) {
            run = ofRun(flags);
        }
        if (!ofRun(flags).equals(run)) {
            for (TorrentFlag flag : RUN) {
                corrected = corrected.withFlag(flag, run.contains(flag));
            }
        }
        if (flags.contains(TorrentFlag.UPLOAD_MODE) && !uploadsOnly) {
            corrected = corrected.withFlag(TorrentFlag.UPLOAD_MODE, false);
        }
        if (priorities.isPresent()) {
            corrected = corrected.withFilePriorities(priorities.get());
        }
        if (unchecked != null && engine.info().isPresent()) {
            if (unchecked.hasPieces()) {
                corrected = corrected.withValuesOf(unchecked, CHECKED);
                unchecked = corrected;
            } else {
                unchecked = null; // with all metadata, while many may wait to be checked
            }
        }
        return state(corrected);
    }

    /** Records that its files cannot be used, in words: it is paused until they can. */
    public synchronized void sleep(String reason) {
        asleep = reason;
    }

    /**
     * Records that its disk is no longer mounted there: it is paused until it is.
     *
     * @param flags how it runs now
     */
    public synchronized void sleepWithoutDisk(Path disk, Set<TorrentFlag> flags) {
        if (stopReason == null) {
            run = ofRun(flags);
        }
        mount = disk;
        mustCheck = !run.contains(TorrentFlag.PAUSED); // what it wrote last may be elsewhere
        asleep = "its disk is not mounted: " + disk + "; mount it, then resume the torrent";
    }

    /** True if its disk was unmounted while it ran, and still is. */
    public synchronized boolean hasNoDisk() {
        return mount != null && !Mounts.isMounted(mount);
    }

    /** True if its files may differ from what the engine knows of them. */
    public synchronized boolean mustCheck() {
        return mustCheck;
    }

    /** Why its files cannot be used, so that it is paused whatever was wanted; empty if they can. */
    public synchronized Optional<String> asleep() {
        return Optional.ofNullable(asleep);
    }

    /**
     * Records that its files are no longer waited for.
     *
     * @return how it is to run; not at all after an error
     */
    public synchronized Set<TorrentFlag> awake() {
        asleep = null;
        mount = null;
        mustCheck = false;
        return stopReason == null ? Set.copyOf(run) : Set.of(TorrentFlag.PAUSED);
    }

    private TorrentState state(ResumeDictionary resume) {
        return new TorrentState(id, resume, origin, labels, attributes, Optional.ofNullable(stopReason));
    }
}
