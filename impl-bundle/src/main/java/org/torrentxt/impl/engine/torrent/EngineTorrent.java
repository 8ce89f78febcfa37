package org.torrentxt.impl.engine.torrent;

import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Labels;
import org.torrentxt.api.Limits;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.TorrentAttributesChanged;
import org.torrentxt.api.alert.TorrentLabelsChanged;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentResumed;
import org.torrentxt.api.status.AnnounceResult;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.MoveProgress;
import org.torrentxt.api.status.PartialPiece;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.ScrapeResult;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.content.FilePaths;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.engine.content.MissingFiles;
import org.torrentxt.impl.engine.content.Names;
import org.torrentxt.impl.engine.content.OuterKeys;
import org.torrentxt.impl.engine.content.Place;
import org.torrentxt.impl.engine.content.TorrentFiles;
import org.torrentxt.impl.engine.content.Withheld;
import org.torrentxt.impl.engine.torrent.StatusReader.Layout;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.input.Folders;
import org.torrentxt.impl.network.EngineUrls;
import org.torrentxt.impl.request.Operation;
import org.torrentxt.impl.state.Notes;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.StopReason;
import org.torrentxt.impl.state.TorrentState;

/** A torrent of the engine. */
public final class EngineTorrent implements Torrent {
    /** A name as reported by an alert, and the correct one. */
    private record ToldName(String told, String name) {}

    private final TorrentContext session;
    private final int id;
    private final long addedFor;
    private final LiveHandle handle;
    private final Priorities priorities;
    private final Sources sources;
    private final PeerDialer peers;
    private final RunState runState;
    private final NoPeers noPeers = new NoPeers(System::nanoTime);
    private final FilePaths paths = new FilePaths();
    private final Place place;
    private final TorrentStages stages;
    private final TorrentStorage storage;
    private volatile EnginePieces reading; // null until somebody reads or sets a deadline
    private volatile InfoHashes infoHashes;
    private volatile Layout layout;
    private volatile ToldName name; // null until reported by an alert
    private volatile OuterKeys outerKeys = OuterKeys.NONE;
    private final Object asking = new Object();
    private final Object waking = new Object();
    private final Object noting = new Object();
    private volatile boolean isReported; // that it was added
    private volatile Notes notes = Notes.NONE;
    private volatile TorrentRecord record; // null if it is not saved

    /**
     * A torrent that is about to be added.
     *
     * @param urlsVersion version of the session's {@link EngineUrls} when the request was read
     * @param withheld the trackers and web seeds withheld from the engine
     * @param destination the save path to move to once the metadata is known; empty if it is already set
     */
    EngineTorrent(
            TorrentContext session,
            int id,
            InfoHashes infoHashes,
            long urlsVersion,
            Withheld withheld,
            Optional<Path> destination) {
        this.session = session;
        this.id = id;
        this.addedFor = urlsVersion;
        this.infoHashes = infoHashes;
        this.handle = new LiveHandle(session.engine(), id);
        this.priorities = new Priorities(handle, id, this::layout, this::pieceAccess);
        this.sources = new Sources(handle, id, session.urls(), withheld);
        this.peers = new PeerDialer(handle, session);
        this.runState = new RunState(handle, id);
        this.stages = new TorrentStages(session, this);
        this.place =
                new Place(id, paths, destination, folder -> session.mover().start(this, folder, true), stages::move);
        this.storage = new TorrentStorage(session, this, place, paths);
    }

    /** Sets data from its source, before it is added. */
    void keep(OuterKeys ofSource, Map<Integer, String> renamedFiles, byte[] filePriorities) {
        outerKeys = ofSource;
        paths.keep(renamedFiles);
        priorities.keep(filePriorities);
    }

    /** Sets what is saved of it, before it is added. */
    void keep(TorrentRecord saved) {
        record = saved;
        notes = new Notes(saved.labels(), saved.attributes());
    }

    /** Sets what it is added with, before it is added. */
    void keep(Notes given) {
        notes = given;
    }

    /** What users and bundles note about it. */
    Notes notes() {
        return notes;
    }

    /** What is saved of it; empty if nothing is. */
    public Optional<TorrentRecord> record() {
        return Optional.ofNullable(record);
    }

    /** Why it was stopped in an earlier run, or waits for its files; empty for other errors. */
    Optional<String> stopReason() {
        return record().flatMap(
                        saved -> saved.asleep().or(() -> saved.stopReason().map(StopReason::message)));
    }

    /** The state to save, by the engine's resume data. */
    public Optional<TorrentState> state(ResumeDictionary engine) {
        return record().map(saved -> saved.state(engine, priorities.ofFiles()))
                .map(state -> state.withNotes(notes.labels(), notes.attributes()));
    }

    /** The state to save while the engine has no resume data of its own; empty once it has. */
    public Optional<TorrentState> uncheckedState() {
        return record().flatMap(TorrentRecord::state).map(state -> state.withNotes(notes.labels(), notes.attributes()));
    }

    /** True while it waits for its files. */
    public boolean isAsleep() {
        return record().flatMap(TorrentRecord::asleep).isPresent();
    }

    /**
     * Has it run as wanted if it waits for its files, and they are there.
     *
     * @throws TorrentException that says what is missing if they are not
     */
    public void wake() {
        wake(false);
    }

    // The engine has not looked at its files, and would look for skipped ones in a part file that it does not have
    // open: it must check them. Others it believes to be as they were, as it does when a torrent is added.
    private void wake(boolean evenWithoutFiles) {
        synchronized (waking) {
            if (!isAsleep()) {
                return;
            }
            Optional<String> missing = evenWithoutFiles ? Optional.empty() : missing();
            if (missing.isPresent()) {
                record.sleep(missing.get());
                throw TorrentException.invalid(missing.get());
            }
            act(h -> {
                if (evenWithoutFiles || record.mustCheck() || priorities.isContentSkipped(h)) {
                    h.force_recheck();
                }
            });
            runState.setFlags(record.awake(), TorrentRecord.RUN);
        }
        changed();
    }

    /** The folder that the engine uses for its files. */
    public Path folder() {
        return storage.engineFolder();
    }

    /**
     * Has it wait if its disk is no longer mounted there.
     *
     * @return false if it already waits for its files
     */
    public boolean sleepWithoutDisk(Path mount) {
        synchronized (waking) {
            if (record == null || isAsleep()) {
                return false;
            }
            record.sleepWithoutDisk(mount, flags());
            runState.setFlags(Set.of(TorrentFlag.PAUSED), TorrentRecord.RUN);
            return true;
        }
    }

    private Optional<String> missing() {
        act(h -> {}); // not of one that was removed
        if (record.hasNoDisk()) {
            return record.asleep();
        }
        Path folder = storage.engineFolder();
        Optional<String> missing = MissingFiles.folder(folder);
        return missing.isPresent() ? missing : ask(h -> missing(h, folder), missing);
    }

    private Optional<String> missing(torrent_handle h, Path folder) {
        try {
            place.requireInside(h, folder);
        } catch (TorrentException e) {
            return Optional.of(e.getMessage() + "; then resume the torrent");
        }
        if (record.mustCheck() && paths.of(h).stream().anyMatch(path -> Files.exists(folder.resolve(path)))) {
            return Optional.empty(); // it is checked, and others may be in the mount point
        }
        BitSet had = TorrentReader.pieces(h);
        return Metadata.of(h)
                .flatMap(info -> MissingFiles.find(folder, info, paths.of(h), had::get, priorities.ofFiles(h)));
    }

    // What would use its files, or change where they are.
    private void requireFiles() {
        record().flatMap(TorrentRecord::asleep).ifPresent(reason -> {
            throw TorrentException.invalid("torrent " + id + " waits for its files: " + reason);
        });
    }

    // After something that a user has changed.
    private void changed() {
        session.save(this);
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

    /** True if the engine has dropped it by itself. */
    public boolean isDropped() {
        return handle.isAttached() && !isValid();
    }

    /** Its name, given the one reported by an alert; the engine is asked again only if that has changed. */
    public String name(torrent_handle about, String told) {
        ToldName last = name;
        if (last == null || !last.told().equals(told)) {
            last = new ToldName(told, Names.ofTorrent(about, told));
            name = last;
        }
        return last.name();
    }

    /** The origin of an alert about it that the engine has not raised, now. */
    public AlertOrigin origin() {
        return origin(lastName(), notes);
    }

    /** The origin of an alert of the engine about it, with the name in that. */
    public AlertOrigin origin(String told) {
        if (!isReported) {
            reported();
        }
        return origin(told, notes);
    }

    /** Records that it was reported to be added: from now on, changes of its labels and attributes are, too. */
    public void reported() {
        synchronized (noting) {
            isReported = true;
        }
    }

    private AlertOrigin origin(String present, Notes noted) {
        return new AlertOrigin(
                session.name(), id, present, infoHashes, noted.labels(), noted.attributes(), Instant.now());
    }

    /** The name last reported by an alert; its info-hash if there was none. */
    String lastName() {
        ToldName last = name;
        return last == null ? infoHashes.best().map(InfoHash::hex).orElse("") : last.name();
    }

    /** Updates the torrent after its metadata has arrived. */
    public void learn() {
        handle.tell(h -> infoHashes = Natives.infoHashes(h.info_hashes()));
    }

    /** Checks where the files of metadata from a peer would be stored; returns what is wrong. */
    public Optional<String> settle() {
        return ask(place::settle, Optional.empty());
    }

    /** The info-hashes known to the engine, including those of rejected metadata; none once it is gone. */
    InfoHashes hashesInEngine() {
        return ask(
                h -> Metadata.of(h)
                        .map(info -> Natives.infoHashes(info.info_hashes()))
                        .orElse(infoHashes),
                InfoHashes.NONE);
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

    @Override
    public int id() {
        return id;
    }

    @Override
    public InfoHashes infoHashes() {
        return infoHashes;
    }

    @Override
    public boolean isValid() {
        return ask(h -> true, false);
    }

    @Override
    public Optional<TorrentStatus> status() {
        boolean paused = session.engine().isPaused();
        return ask(
                h -> {
                    torrent_status status = h.status(StatusReader.QUERY);
                    try {
                        return Optional.of(StatusReader.read(this, status, paused, session::peerSources));
                    } finally {
                        status.delete();
                    }
                },
                Optional.empty());
    }

    /** Queries the engine; returns {@code gone} once the torrent is removed. */
    public <T> T ask(Function<torrent_handle, T> question, T gone) {
        return handle.ask(question, gone);
    }

    /** Performs an action; see {@link LiveHandle#act}. */
    public void act(Consumer<torrent_handle> action) {
        handle.act(action);
    }

    /** Number and length of its pieces; empty until its metadata is known. */
    Optional<Layout> layout() {
        if (layout == null) {
            handle.tell(h -> Metadata.of(h)
                    .ifPresent(info -> layout =
                            new Layout(info.num_files(), info.num_pieces(), info.piece_length(), info.size_on_disk())));
        }
        return Optional.ofNullable(layout);
    }

    @Override
    public List<FileInfo> files() {
        return ask(h -> TorrentReader.files(h, paths.of(h)), List.of());
    }

    @Override
    public List<PeerInfo> peers() {
        return ask(TorrentReader::peers, List.of());
    }

    @Override
    public List<TrackerInfo> trackers() {
        return sources.trackers().stream().map(ShownUrls::of).toList();
    }

    @Override
    public BitSet pieces() {
        return ask(TorrentReader::pieces, new BitSet());
    }

    @Override
    public int[] pieceAvailability() {
        return ask(TorrentReader::pieceAvailability, new int[0]);
    }

    @Override
    public List<PartialPiece> downloadQueue() {
        return ask(TorrentReader::downloadQueue, List.of());
    }

    @Override
    public List<FilePriority> piecePriorities() {
        return priorities.ofPieces();
    }

    @Override
    public List<String> webSeeds() {
        return sources.webSeeds().stream().map(Credentials::hide).toList();
    }

    @Override
    public int queuePosition() {
        return ask(torrent_handle::queue_position_ex, -1);
    }

    @Override
    public long downloadLimit() {
        return ask(h -> (long) Math.max(0, h.download_limit()), 0L);
    }

    @Override
    public long uploadLimit() {
        return ask(h -> (long) Math.max(0, h.upload_limit()), 0L);
    }

    @Override
    public int maxConnections() {
        return ask(h -> limit(h.max_connections()), -1);
    }

    @Override
    public int maxUploads() {
        return ask(h -> limit(h.max_uploads()), -1);
    }

    // how the engine represents none
    private static int limit(int count) {
        return count >= 0xffffff || count <= 0 ? -1 : count;
    }

    @Override
    public Set<TorrentFlag> flags() {
        return ask(h -> runState.shown(ownFlags(h.flags().to_int())), Set.of());
    }

    /** The flags of these bits, without what those that read the torrent have set for the time being. */
    Set<TorrentFlag> ownFlags(int bits) {
        return TorrentFlag.fromBits(
                reading().map(pieces -> pieces.ownFlags(bits)).orElse(bits));
    }

    @Override
    public Optional<String> magnetUri() {
        return ask(
                h -> Optional.of(MagnetLink.of(
                        Natives.infoHashes(h.info_hashes()),
                        Names.ofTorrent(h, h.status(torrent_handle.query_name).getName()),
                        layout().map(Layout::totalSize).orElse(0L),
                        sources.trackers().stream()
                                .map(tracker -> Credentials.remove(tracker.url()))
                                .toList(),
                        sources.webSeeds().stream().map(Credentials::remove).toList())),
                Optional.empty());
    }

    @Override
    public Optional<byte[]> torrentFile() {
        return ask(h -> TorrentFiles.write(h, sources.trackers(h), sources.webSeeds(h), outerKeys), Optional.empty());
    }

    @Override
    public void pause() {
        boolean isUnreported;
        synchronized (waking) {
            record().ifPresent(saved -> saved.runs(Set.of(TorrentFlag.PAUSED)));
            isUnreported = runState.pause();
        }
        if (isUnreported) {
            session.publish(new TorrentPaused(origin()));
        }
        changed();
    }

    @Override
    public void resume() {
        wake(false);
        act(place::requireSettled);
        boolean silently = runState.resume();
        record().ifPresent(TorrentRecord::started);
        resumed(silently);
        changed();
    }

    @Override
    public void resumeNow() {
        wake(false);
        act(place::requireSettled);
        boolean silently = runState.resumeNow();
        record().ifPresent(TorrentRecord::started);
        resumed(silently);
        changed();
    }

    // a torrent that was already running to be checked raises no alert
    private void resumed(boolean silently) {
        if (silently) {
            session.publish(new TorrentResumed(origin()));
        }
    }

    @Override
    public void setFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        Set<TorrentFlag> some = Arguments.set("flags", flags);
        Set<TorrentFlag> touched = Arguments.set("mask", mask);
        // else a narrower network could come between the check and what it allows
        session.withNetwork(network -> {
            act(h -> network.checkFlags(some, touched));
            synchronized (waking) {
                record().ifPresent(saved -> saved.flagsSet(some, touched));
                runState.setFlags(some, isAsleep() ? withoutRun(touched) : touched);
            }
        });
        reading().ifPresent(pieces -> pieces.follow(some, touched));
        changed();
    }

    private static Set<TorrentFlag> withoutRun(Set<TorrentFlag> mask) {
        return mask.stream().filter(flag -> !TorrentRecord.RUN.contains(flag)).collect(Collectors.toSet());
    }

    @Override
    public CompletionStage<Torrent> recheck() {
        session.mover().requireNone(id);
        wake(true);
        record().ifPresent(TorrentRecord::started);
        return session.handOut(stages.recheck());
    }

    @Override
    public CompletionStage<AnnounceResult> reannounce() {
        return session.handOut(stages.announce());
    }

    @Override
    public CompletionStage<ScrapeResult> scrape() {
        return session.handOut(stages.scrape());
    }

    @Override
    public CompletionStage<Torrent> whenMetadata() {
        return await(Operation.METADATA);
    }

    @Override
    public CompletionStage<Torrent> whenFinished() {
        return await(Operation.FINISH);
    }

    private CompletionStage<Torrent> await(Operation goal) {
        CompletableFuture<Torrent> waiting = stages.await(goal);
        CompletableFuture<Torrent> copy = session.handOut(waiting);
        copy.whenComplete((torrent, failure) -> session.requests().drop(waiting)); // given up by the caller
        return copy;
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

    @Override
    public void clearError() {
        act(h -> {
            place.requireSettled(h);
            h.clear_error();
        });
        record().filter(saved -> saved.stopReason().isPresent()).ifPresent(saved -> {
            Set<TorrentFlag> run = saved.run();
            saved.started();
            runState.setFlags(run, TorrentRecord.RUN);
        });
        changed();
    }

    @Override
    public CompletionStage<Path> moveStorage(Path folder) {
        act(h -> {}); // does not create a folder for a removed torrent
        requireFiles();
        Path place = Path.of(Folders.writable("folder", folder));
        if (this.place.redirect(place)) {
            changed();
            return session.handOut(CompletableFuture.completedFuture(place));
        }
        return session.handOut(ask(h -> Optional.of(storage.move(h, place)), Optional.<CompletableFuture<Path>>empty())
                .orElseThrow(() -> LiveHandle.gone(id)));
    }

    @Override
    public Optional<MoveProgress> moveProgress() {
        return session.mover().progress(id);
    }

    @Override
    public CompletionStage<String> renameFile(int file, String path) {
        String checked = Folders.relative(path);
        requireFiles();
        session.mover().requireNone(id);
        return session.handOut(stages.rename(
                file, checked, () -> act(h -> paths.rename(h, priorities.checkFile(file), checked))));
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

    @Override
    public void setFilePriority(int file, FilePriority priority) {
        session.mover().requireNone(id); // the engine writes parts of skipped files to other places
        priorities.ofFiles(Map.of(file, Objects.requireNonNull(priority, "priority")));
        changed();
    }

    @Override
    public void setFilePriorities(Map<Integer, FilePriority> some) {
        session.mover().requireNone(id);
        priorities.ofFiles(some);
        changed();
    }

    @Override
    public void setPiecePriority(int piece, FilePriority priority) {
        priorities.ofPieces(Map.of(piece, Objects.requireNonNull(priority, "priority")));
        changed();
    }

    @Override
    public void setPiecePriorities(Map<Integer, FilePriority> some) {
        priorities.ofPieces(some);
        changed();
    }

    @Override
    public void setPieceDeadline(int piece, Duration deadline) {
        priorities.deadline(piece, deadline);
    }

    @Override
    public void clearPieceDeadlines() {
        act(torrent_handle::is_valid);
        reading().ifPresent(pieces -> pieces.deadlines().clear());
    }

    @Override
    public SeekableByteChannel open(int file, ReadOptions options) {
        Objects.requireNonNull(options, "options");
        act(h -> priorities.checkFile(file));
        requireFiles();
        return pieceAccess().open(file, options);
    }

    @Override
    public CompletionStage<byte[]> readPiece(int piece) {
        act(h -> priorities.checkPiece(piece));
        requireFiles();
        return session.handOut(pieceAccess().readVerified(piece));
    }

    private synchronized EnginePieces pieceAccess() {
        if (reading == null) {
            reading = new EnginePieces(session, id, handle, place, paths);
        }
        return reading;
    }

    /** Its pieces as those that read it see them; empty if nobody does. */
    public Optional<EnginePieces> reading() {
        return Optional.ofNullable(reading);
    }

    @Override
    public void setDownloadLimit(long bytesPerSecond) {
        int limit = Math.toIntExact(Limits.rate("download", bytesPerSecond));
        act(h -> h.set_download_limit(limit));
        changed();
    }

    @Override
    public void setUploadLimit(long bytesPerSecond) {
        int limit = Math.toIntExact(Limits.rate("upload", bytesPerSecond));
        act(h -> h.set_upload_limit(limit));
        changed();
    }

    @Override
    public void setMaxConnections(int connections) {
        int limit = Limits.count("connections", connections, 2);
        act(h -> h.set_max_connections(limit));
        changed();
    }

    @Override
    public void setMaxUploads(int uploads) {
        int limit = Limits.count("uploads", uploads, 1);
        act(h -> h.set_max_uploads(limit));
        changed();
    }

    @Override
    public Set<String> labels() {
        return ask(h -> notes.labels(), Set.of());
    }

    @Override
    public void setLabels(Set<String> labels) {
        Set<String> checked = Labels.labels(Arguments.set("labels", labels));
        note(before -> before.withLabels(checked));
    }

    @Override
    public void changeLabels(Set<String> added, Set<String> removed) {
        Set<String> more = Arguments.set("added", added);
        Set<String> less = Arguments.set("removed", removed);
        note(before -> before.withLabels(Labels.changed(before.labels(), more, less)));
    }

    /** Adds labels and attributes; values that it has remain. */
    void note(Notes more) {
        if (!more.equals(Notes.NONE)) {
            note(before -> before.and(more));
        }
    }

    private void note(UnaryOperator<Notes> change) {
        AtomicBoolean isOther = new AtomicBoolean();
        act(
                h -> { // not once it is reported to be removed
                    synchronized (noting) { // events in the order of the changes
                        Notes before = notes;
                        notes = change.apply(before);
                        isOther.set(!notes.equals(before));
                        if (isReported) { // else the alert that it was added has them
                            tell(before, notes);
                        }
                    }
                });
        if (isOther.get()) {
            changed();
        }
    }

    private void tell(Notes before, Notes now) {
        if (!now.labels().equals(before.labels())) {
            session.publish(new TorrentLabelsChanged(
                    origin(), without(now.labels(), before.labels()), without(before.labels(), now.labels())));
        }
        if (!now.attributes().equals(before.attributes())) {
            Map<String, String> changed = new HashMap<>(now.attributes());
            changed.entrySet().removeAll(before.attributes().entrySet());
            session.publish(new TorrentAttributesChanged(
                    origin(),
                    changed.keySet(),
                    without(before.attributes().keySet(), now.attributes().keySet())));
        }
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }

    @Override
    public Map<String, String> attributes() {
        return ask(h -> notes.attributes(), Map.of());
    }

    @Override
    public void setAttributes(Map<String, String> attributes) {
        Map<String, String> checked = Labels.attributes(Arguments.map("attributes", attributes));
        note(before -> before.withAttributes(checked));
    }

    @Override
    public void changeAttributes(Map<String, String> set, Set<String> removed) {
        Map<String, String> more = Arguments.map("set", set);
        Set<String> less = Arguments.set("removed", removed);
        note(before -> before.withAttributes(Labels.changed(before.attributes(), more, less)));
    }

    @Override
    public void addTracker(String url, int tier) {
        sources.addTracker(url, tier);
        changed();
    }

    @Override
    public void replaceTrackers(List<List<String>> tiers) {
        sources.replaceTrackers(tiers);
        changed();
    }

    @Override
    public void removeTracker(String url) {
        ShownUrls.named(url, sources.trackers().stream().map(TrackerInfo::url).toList())
                .forEach(sources::removeTracker);
        changed();
    }

    @Override
    public void addWebSeed(String url) {
        sources.addWebSeed(url);
        changed();
    }

    @Override
    public void removeWebSeed(String url) {
        ShownUrls.named(url, sources.webSeeds()).forEach(sources::removeWebSeed);
        changed();
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

    @Override
    public void moveInQueue(QueueMove move) {
        act(
                switch (Objects.requireNonNull(move, "move")) {
                    case UP -> torrent_handle::queue_position_up;
                    case DOWN -> torrent_handle::queue_position_down;
                    case TOP -> torrent_handle::queue_position_top;
                    case BOTTOM -> torrent_handle::queue_position_bottom;
                });
        session.saveQueue();
    }

    @Override
    public void setQueuePosition(int position) {
        if (position < 0) {
            throw TorrentException.invalid("queue position out of range: " + position + "; expected 0 or more");
        }
        act(h -> h.queue_position_set_ex(position));
        session.saveQueue();
    }

    @Override
    public CompletionStage<byte[]> saveResumeData() {
        return session.handOut(stages.saveResumeData(this::askForResumeData).thenApply(this::corrected));
    }

    // What is saved of it, too: the engine knows no pieces until it has checked the files.
    private byte[] corrected(byte[] ofEngine) {
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

    /** Requests resume data from the engine; it arrives in an alert. */
    private void askForResumeData() {
        act(this::saveResumeData);
    }

    /** Requests it again, in case the answer was dropped. */
    void askAgainForResumeData() {
        handle.tell(this::saveResumeData);
    }

    private void saveResumeData(torrent_handle h) {
        synchronized (asking) { // the engine answers in the order that is recorded
            record().ifPresent(TorrentRecord::askedByUser);
            h.save_resume_data(torrent_handle.save_info_dict.or_(torrent_handle.flush_disk_cache));
        }
    }

    /** Requests resume data for the session itself; does nothing if its last request is not answered yet. */
    public void askForOwnResumeData() {
        handle.tell(h -> {
            synchronized (asking) {
                if (record().filter(saved -> saved.askedBySession(System.nanoTime()))
                        .isPresent()) {
                    h.save_resume_data(torrent_handle.save_info_dict);
                }
            }
        });
    }

    @Override
    public void connectPeer(Endpoint peer) {
        peers.connect(peer);
    }

    /** Connects to peers, but for those that the IP filter blocks. */
    void suggestPeers(List<Endpoint> some) {
        peers.suggest(some);
    }

    /** Connects to the peers added so far, if the torrent's state allows it. */
    public void dialPeers() {
        peers.dial();
    }

    @Override
    public CompletionStage<Void> remove(boolean deleteFiles) {
        if (deleteFiles) {
            act(place::requireInside);
        }
        session.mover().cancel(id, new TorrentException(ErrorCode.BAD_HANDLE, "the torrent was removed"));
        return session.handOut(stages.remove(deleteFiles));
    }

    @Override
    public String toString() {
        return status().map(TorrentStatus::name)
                .filter(name -> !name.isEmpty())
                .or(() -> infoHashes.best().map(Object::toString))
                .orElse("torrent " + id);
    }
}
