package org.torrentxt.impl.engine.torrent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
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
import org.torrentxt.impl.engine.content.Layout;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.engine.content.Names;
import org.torrentxt.impl.engine.content.TorrentFiles;
import org.torrentxt.impl.engine.content.Withheld;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.input.Folders;
import org.torrentxt.impl.request.Operation;

/** A torrent of the engine, as others see it: each method of the API is done by one of its parts. */
public final class EngineTorrent extends TorrentParts implements Torrent {
    /** A torrent that is about to be added; see {@link TorrentParts}. */
    EngineTorrent(
            TorrentContext session,
            int id,
            InfoHashes infoHashes,
            long urlsVersion,
            Withheld withheld,
            Optional<Path> destination) {
        super(session, id, infoHashes, urlsVersion, withheld, destination);
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public InfoHashes infoHashes() {
        return identity.infoHashes();
    }

    @Override
    public boolean isValid() {
        return ask(h -> true, false);
    }

    @Override
    public Optional<TorrentStatus> status() {
        boolean paused = session.engine().isPaused();
        return ask(h -> Optional.of(StatusReader.read(this, h, paused, session::peerSources)), Optional.empty());
    }

    @Override
    public List<FileInfo> files() {
        return ask(h -> TorrentReader.files(h, paths.own(h)), List.of());
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
    public String comment() {
        return ask(h -> outerKeys.text("comment"), "");
    }

    @Override
    public String creator() {
        return ask(h -> outerKeys.text("created by"), "");
    }

    @Override
    public Optional<Instant> creationDate() {
        return ask(h -> outerKeys.time("creation date"), Optional.empty());
    }

    @Override
    public boolean isPrivate() {
        return ask(h -> Metadata.of(h).map(torrent_info::priv).orElse(false), false);
    }

    @Override
    public int queuePosition() {
        return ask(torrent_handle::queue_position_ex, -1);
    }

    @Override
    public long downloadLimit() {
        return limits().download();
    }

    @Override
    public long uploadLimit() {
        return limits().upload();
    }

    @Override
    public int maxConnections() {
        return limits().connections();
    }

    @Override
    public int maxUploads() {
        return limits().uploads();
    }

    @Override
    public Set<TorrentFlag> flags() {
        return ask(h -> runState.shown(ownFlags(h.flags().to_int())), Set.of());
    }

    @Override
    public Optional<String> magnetUri() {
        return ask(
                h -> Optional.of(MagnetLink.of(
                        Natives.infoHashes(h.info_hashes()),
                        Names.ofTorrent(h, h.status(torrent_handle.query_name).getName()),
                        identity.layout().map(Layout::totalSize).orElse(0L),
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
        run.pause();
    }

    @Override
    public void resume() {
        run.resume();
    }

    @Override
    public void resumeNow() {
        run.resumeNow();
    }

    @Override
    public void setFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        Set<TorrentFlag> some = Arguments.set("flags", flags);
        Set<TorrentFlag> touched = Arguments.set("mask", mask);
        run.setFlags(some, touched);
        reading().ifPresent(pieces -> pieces.follow(some, touched));
        changed();
    }

    @Override
    public CompletionStage<Torrent> recheck() {
        session.mover().requireNone(id);
        run.wakeToCheck();
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

    @Override
    public void clearError() {
        run.clearError();
    }

    @Override
    public CompletionStage<Path> moveStorage(Path folder) {
        act(h -> {}); // does not create a folder for a removed torrent
        run.requireFiles(id);
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

    /** True while its files are copied to another file system. */
    boolean isMoving() {
        return session.mover().moves(id);
    }

    @Override
    public CompletionStage<String> renameFile(int file, String path) {
        String checked = Folders.relative(path);
        run.requireFiles(id);
        session.mover().requireNone(id);
        return session.handOut(stages.rename(
                file, checked, () -> act(h -> paths.rename(h, priorities.checkFile(file), checked))));
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
    public TorrentChannel open(int file, ReadOptions options) {
        Objects.requireNonNull(options, "options");
        act(h -> priorities.checkFile(file));
        run.requireFiles(id);
        return pieceAccess().open(file, options);
    }

    @Override
    public int openChannels() {
        return isValid() ? reading().map(EnginePieces::openChannels).orElse(0) : 0;
    }

    @Override
    public CompletionStage<byte[]> readPiece(int piece) {
        act(h -> priorities.checkPiece(piece));
        run.requireFiles(id);
        return session.handOut(pieceAccess().readVerified(piece));
    }

    @Override
    public void setDownloadLimit(long bytesPerSecond) {
        limits().setDownload(bytesPerSecond);
    }

    @Override
    public void setUploadLimit(long bytesPerSecond) {
        limits().setUpload(bytesPerSecond);
    }

    @Override
    public void throttle(long downloadBytesPerSecond, long uploadBytesPerSecond) {
        limits().throttle(downloadBytesPerSecond, uploadBytesPerSecond);
    }

    @Override
    public void setMaxConnections(int connections) {
        limits().setConnections(connections);
    }

    @Override
    public void setMaxUploads(int uploads) {
        limits().setUploads(uploads);
    }

    @Override
    public Set<String> labels() {
        return notes.labels();
    }

    @Override
    public void setLabels(Set<String> labels) {
        notes.setLabels(labels);
    }

    @Override
    public void changeLabels(Set<String> added, Set<String> removed) {
        notes.changeLabels(added, removed);
    }

    @Override
    public Map<String, String> attributes() {
        return notes.attributes();
    }

    @Override
    public void setAttributes(Map<String, String> attributes) {
        notes.setAttributes(attributes);
    }

    @Override
    public void changeAttributes(Map<String, String> set, Set<String> removed) {
        notes.changeAttributes(set, removed);
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

    @Override
    public void moveInQueue(QueueMove move) {
        act(
                switch (Objects.requireNonNull(move, "move")) {
                    case UP -> torrent_handle::queue_position_up;
                    case DOWN -> torrent_handle::queue_position_down;
                    case TOP -> torrent_handle::queue_position_top;
                    case BOTTOM -> torrent_handle::queue_position_bottom;
                });
        session.saving().saveQueue();
    }

    @Override
    public void setQueuePosition(int position) {
        if (position < 0) {
            throw TorrentException.invalid("queue position out of range: " + position + "; expected 0 or more");
        }
        act(h -> h.queue_position_set_ex(position));
        session.saving().saveQueue();
    }

    @Override
    public CompletionStage<byte[]> saveResumeData() {
        return session.handOut(stages.saveResumeData(saved::askForUser).thenApply(saved::corrected));
    }

    @Override
    public void connectPeer(Endpoint peer) {
        dialer.connect(peer);
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
                .or(() -> infoHashes().best().map(Object::toString))
                .orElse("torrent " + id);
    }
}
