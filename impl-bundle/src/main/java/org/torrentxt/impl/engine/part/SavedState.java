package org.torrentxt.impl.engine.part;

import java.util.Optional;
import java.util.function.Supplier;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.state.Notes;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.StopReason;
import org.torrentxt.impl.state.TorrentState;

/** What is saved of a torrent, if anything is, and the resume data that the engine is asked for. Thread-safe. */
public final class SavedState {
    private final LiveHandle handle;
    private final Supplier<Optional<byte[]>> filePriorities;
    private final Supplier<Notes> notes;
    private final Object asking = new Object();
    private volatile TorrentRecord record; // null if it is not saved

    /**
     * That of a torrent of which nothing is saved yet.
     *
     * @param filePriorities those of its files as last set; empty if none was
     * @param notes its labels and attributes
     */
    public SavedState(LiveHandle handle, Supplier<Optional<byte[]>> filePriorities, Supplier<Notes> notes) {
        this.handle = handle;
        this.filePriorities = filePriorities;
        this.notes = notes;
    }

    /** Sets what is saved of it, before it is added. */
    public void keep(TorrentRecord saved) {
        record = saved;
    }

    /** What is saved of it beside resume data; empty if it is not saved. */
    public Optional<TorrentRecord> record() {
        return Optional.ofNullable(record);
    }

    /** Why it was stopped in an earlier run, or waits for its files; empty for other errors. */
    public Optional<String> stopReason() {
        return record().flatMap(
                        saved -> saved.asleep().or(() -> saved.stopReason().map(StopReason::message)));
    }

    /** The state to save, by the engine's resume data. */
    public Optional<TorrentState> state(ResumeDictionary engine) {
        return record().map(saved -> saved.state(engine, filePriorities.get())).map(this::withNotes);
    }

    /** The state to save while the engine has no resume data of its own; empty once it has. */
    public Optional<TorrentState> uncheckedState() {
        return record().flatMap(TorrentRecord::state).map(this::withNotes);
    }

    private TorrentState withNotes(TorrentState state) {
        return state.withNotes(notes.get().labels(), notes.get().attributes());
    }

    /** Resume data for a user, with what is saved: the engine knows no pieces until it has checked the files. */
    public byte[] corrected(byte[] ofEngine) {
        if (record().isEmpty()) {
            return ofEngine;
        }
        try {
            return state(ResumeDictionary.of(ofEngine))
                    .map(saved -> saved.resume().toBytes())
                    .orElse(ofEngine);
        } catch (TorrentException e) {
            return ofEngine;
        }
    }

    /** Requests resume data for a user; it arrives in an alert. */
    public void askForUser() {
        handle.act(this::saveResumeData);
    }

    /** Requests it again, in case the answer was dropped. */
    public void askAgainForUser() {
        handle.tell(this::saveResumeData);
    }

    private void saveResumeData(torrent_handle h) {
        synchronized (asking) { // the engine answers in the order that is recorded
            record().ifPresent(TorrentRecord::askedByUser);
            h.save_resume_data(torrent_handle.save_info_dict.or_(torrent_handle.flush_disk_cache));
        }
    }

    /** Requests resume data for the session itself; does nothing if its last request is not answered yet. */
    public void askForSession() {
        handle.tell(h -> {
            synchronized (asking) {
                if (record().filter(saved -> saved.askedBySession(System.nanoTime()))
                        .isPresent()) {
                    h.save_resume_data(torrent_handle.save_info_dict);
                }
            }
        });
    }
}
