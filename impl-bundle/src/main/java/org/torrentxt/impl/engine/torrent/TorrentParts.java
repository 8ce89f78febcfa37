package org.torrentxt.impl.engine.torrent;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.content.FilePaths;
import org.torrentxt.impl.engine.content.OuterKeys;
import org.torrentxt.impl.engine.content.Place;
import org.torrentxt.impl.engine.content.Withheld;
import org.torrentxt.impl.engine.part.MissingContent;
import org.torrentxt.impl.engine.part.OwnNames;
import org.torrentxt.impl.engine.part.RunControl;
import org.torrentxt.impl.engine.part.RunState;
import org.torrentxt.impl.engine.part.SavedState;
import org.torrentxt.impl.engine.part.TorrentIdentity;
import org.torrentxt.impl.engine.part.TorrentLimits;
import org.torrentxt.impl.engine.part.TorrentNotes;
import org.torrentxt.impl.engine.part.TorrentRecord;
import org.torrentxt.impl.network.EngineUrls;
import org.torrentxt.impl.state.Notes;
import org.torrentxt.impl.suffix.SuffixedFiles;

/** What a torrent consists of, put together, as the other parts of its session know it. Thread-safe. */
public abstract sealed class TorrentParts permits EngineTorrent {
    final TorrentContext session;
    final int id;
    private final long addedFor;
    final LiveHandle handle;
    final TorrentIdentity identity;
    final Priorities priorities;
    final Sources sources;
    final PeerDialer dialer;
    final RunState runState;
    final RunControl run;
    private final NoPeers noPeers = new NoPeers(System::nanoTime);
    final FilePaths paths = new FilePaths();
    final Place place;
    private final OwnNames names;
    final TorrentStages stages;
    final TorrentStorage storage;
    final TorrentNotes notes;
    private final TorrentLimits limits;
    final SavedState saved;
    private volatile String addition = "added";
    // not that of the torrent, which is held while priorities are asked for to be saved, and these ask for the pieces
    private final Object readingLock = new Object();
    private volatile EnginePieces reading; // null until somebody reads or sets a deadline
    volatile OuterKeys outerKeys = OuterKeys.NONE;

    /**
     * A torrent that is about to be added.
     *
     * @param urlsVersion version of the session's {@link EngineUrls} when the request was read
     * @param withheld the trackers and web seeds withheld from the engine
     * @param destination the save path to move to once the metadata is known; empty if it is already set
     */
    TorrentParts(
            TorrentContext session,
            int id,
            InfoHashes infoHashes,
            long urlsVersion,
            Withheld withheld,
            Optional<Path> destination) {
        EngineTorrent self = (EngineTorrent) this;
        this.session = session;
        this.id = id;
        this.addedFor = urlsVersion;
        this.handle = new LiveHandle(session.engine(), id);
        this.identity = new TorrentIdentity(handle, infoHashes);
        this.priorities = new Priorities(handle, id, identity::layout, this::pieceAccess);
        this.sources = new Sources(handle, id, session.urls(), withheld);
        this.runState = new RunState(handle, id);
        this.dialer = new PeerDialer(handle, session, runState);
        this.stages = new TorrentStages(session, self);
        this.place =
                new Place(id, paths, destination, folder -> session.mover().start(self, folder, true), stages::move);
        this.names = new OwnNames(
                session,
                id,
                handle,
                paths,
                place,
                () -> session.mover().moves(id),
                former -> self.storage().deleteEmptied(former));
        this.storage = new TorrentStorage(session, self, place, paths);
        this.notes = new TorrentNotes(session, handle, this::origin, this::changed);
        this.limits = new TorrentLimits(handle, this::changed);
        this.saved = new SavedState(handle, priorities::ofFiles, notes::last);
        this.run = new RunControl(
                session,
                handle,
                runState,
                saved,
                place,
                new MissingContent(
                        handle, place, paths, storage::engineFolder, priorities::ofFiles, TorrentReader::pieces),
                priorities::isContentSkipped,
                this::origin,
                this::changed);
    }

    /** Sets data from its source, before it is added. */
    void keep(OuterKeys ofSource, Map<Integer, String> renamedFiles, SuffixedFiles suffixed, byte[] filePriorities) {
        outerKeys = ofSource;
        paths.keep(renamedFiles, suffixed);
        priorities.keep(filePriorities);
    }

    /** Sets how it is added, and by whom, before it is. */
    void keep(String howAdded) {
        addition = howAdded;
    }

    /** How it was added, and by whom, for the log. */
    public String addition() {
        return addition;
    }

    /** Sets what is saved of it, before it is added. */
    void keep(TorrentRecord record) {
        saved.keep(record);
        notes.keep(new Notes(record.labels(), record.attributes()));
    }

    /** Its labels and attributes. */
    public TorrentNotes notes() {
        return notes;
    }

    /** What is saved of it beside resume data; empty if nothing is. */
    public Optional<TorrentRecord> record() {
        return saved.record();
    }

    /** What is saved of it, and the resume data that the engine is asked for. */
    public SavedState saved() {
        return saved;
    }

    /** Has it run as users want it, and wait for its files. */
    public RunControl run() {
        return run;
    }

    // After something that a user has changed.
    void changed() {
        session.saving().save((EngineTorrent) this);
    }

    /** The keys of its .torrent file that the engine does not keep. */
    public OuterKeys outerKeys() {
        return outerKeys;
    }

    /** Sets its handle; until then it behaves as if removed. */
    void attach(torrent_handle engineHandle) {
        noPeers.begin();
        handle.attach(engineHandle);
        if (session.urls().version() != addedFor) {
            applyNetwork(); // the network mode changed meanwhile
        }
    }

    /** True once it has its handle, even after it was removed. */
    boolean isAttached() {
        return handle.isAttached();
    }

    /** True if the engine has dropped it by itself. */
    public boolean isDropped() {
        return handle.isAttached() && !ask(h -> true, false);
    }

    /** The origin of an alert about it that the engine has not raised, now. */
    public AlertOrigin origin() {
        return originNamed(identity.lastName());
    }

    /** The origin of an alert of the engine about it, with the name in that. */
    public AlertOrigin origin(String told) {
        notes.reported();
        return originNamed(told);
    }

    private AlertOrigin originNamed(String present) {
        Notes noted = notes.last();
        return new AlertOrigin(
                session.name(), id, present, identity.infoHashes(), noted.labels(), noted.attributes(), Instant.now());
    }

    /** Checks where the files of metadata from a peer would be stored; returns what is wrong. */
    public Optional<String> settle() {
        return ask(place::settle, Optional.empty());
    }

    /** Its handle. */
    LiveHandle handle() {
        return handle;
    }

    /** Its files on disk. */
    public TorrentStorage storage() {
        return storage;
    }

    /** The location of its files. */
    public Place place() {
        return place;
    }

    /** Queries the engine; returns {@code gone} once the torrent is removed. */
    public <T> T ask(Function<torrent_handle, T> question, T gone) {
        return handle.ask(question, gone);
    }

    /** Performs an action; see {@link LiveHandle#act}. */
    public void act(Consumer<torrent_handle> action) {
        handle.act(action);
    }

    /** Its info-hashes, name and sizes. */
    public TorrentIdentity identity() {
        return identity;
    }

    /** The flags of these bits, without what those that read the torrent have set for the time being. */
    Set<TorrentFlag> ownFlags(int bits) {
        return TorrentFlag.fromBits(
                reading().map(pieces -> pieces.ownFlags(bits)).orElse(bits));
    }

    /** What is requested of it. */
    public TorrentStages stages() {
        return stages;
    }

    /** Takes an alert about it, after which what somebody waits for may be there. */
    public void look(Alert alert) {
        stages.look(alert);
    }

    /** Looks whether what somebody waits for is there. */
    public void look() {
        stages.look();
    }

    /** Its limits. */
    public TorrentLimits limits() {
        return limits;
    }

    /** Its run state. */
    public RunState runState() {
        return runState;
    }

    /** Since when it is without peers, and why. */
    public NoPeers noPeers() {
        return noPeers;
    }

    /** The paths of its files. */
    public FilePaths paths() {
        return paths;
    }

    /** The names of its files, which have a suffix on disk while they are incomplete. */
    public OwnNames names() {
        return names;
    }

    EnginePieces pieceAccess() {
        synchronized (readingLock) {
            if (reading == null) {
                reading = new EnginePieces(session, id, handle, place, paths);
            }
            return reading;
        }
    }

    /** Its pieces as those that read it see them; empty if nobody does. */
    public Optional<EnginePieces> reading() {
        return Optional.ofNullable(reading);
    }

    /** Applies a changed network mode or proxy. */
    public void applyNetwork() {
        torrent_flags_t required =
                torrent_flags_t.from_int(TorrentFlag.toBits(session.network().requiredFlags()));
        handle.tell(h -> h.set_flags(required, required));
        sources.applyNetwork();
    }

    /** Its trackers and web seeds. */
    public Sources sources() {
        return sources;
    }

    /** Connects to peers, but for those that the IP filter blocks. */
    void suggestPeers(List<Endpoint> some) {
        dialer.suggest(some);
    }

    /** Connects to the peers added so far, if the torrent's state allows it. */
    public void dialPeers() {
        dialer.dial();
    }

    /** Connects again to the peers that it has left, as more is wanted of them. */
    public void dialPeersAgain() {
        dialer.dialAgain();
    }
}
