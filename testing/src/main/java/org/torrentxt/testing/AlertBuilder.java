package org.torrentxt.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.Failure;
import org.torrentxt.api.alert.FileCompleted;
import org.torrentxt.api.alert.FileError;
import org.torrentxt.api.alert.MetadataReceived;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.alert.TorrentAttributesChanged;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TorrentLabelsChanged;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.api.alert.TorrentResumed;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.status.TorrentState;

/**
 * Builds alerts of one torrent. By default, their session is {@code default} and their time {@link Instant#EPOCH}. For
 * alerts without a method here, use their records with {@link #origin()}.
 */
public final class AlertBuilder {
    private final int torrent;

    private InfoHashes infoHashes;
    private String session = "default";
    private Instant timestamp = Instant.EPOCH;
    private Set<String> labels = Set.of();
    private final Map<String, String> attributes = new HashMap<>();
    private String path = "/data";

    private AlertBuilder(int torrent, InfoHashes infoHashes) {
        this.torrent = torrent;
        this.infoHashes = infoHashes;
    }

    /** Alerts of the torrent with that id; its info-hash is the default of {@link StatusBuilder}. */
    public static AlertBuilder alert(int torrent) {
        return new AlertBuilder(torrent, InfoHashes.of(StatusBuilder.infoHashOf(torrent)));
    }

    /** Alerts of a torrent, with its present labels and attributes. */
    public static AlertBuilder alert(Torrent torrent) {
        AlertBuilder builder = new AlertBuilder(torrent.id(), torrent.infoHashes());
        builder.labels = torrent.labels();
        builder.attributes.putAll(torrent.attributes());
        return builder;
    }

    /** Sets the session's name. */
    public AlertBuilder session(String name) {
        session = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Sets the torrent's info-hash. */
    public AlertBuilder infoHash(InfoHash hash) {
        infoHashes = InfoHashes.of(hash);
        return this;
    }

    /** Sets the folder of the torrent's files, {@code /data} by default. */
    public AlertBuilder path(Path folder) {
        path = Objects.requireNonNull(folder, "folder").toString();
        return this;
    }

    /** Sets when it was read from the engine. */
    public AlertBuilder at(Instant time) {
        timestamp = Objects.requireNonNull(time, "time");
        return this;
    }

    /** Sets the torrent's labels, and no others. */
    public AlertBuilder labels(String... all) {
        labels = Set.of(all);
        return this;
    }

    /** Sets an attribute of the torrent. */
    public AlertBuilder attribute(String key, String value) {
        attributes.put(key, value);
        return this;
    }

    /** The origin of the alerts. */
    public AlertOrigin origin() {
        AlertOrigin plain = new AlertOrigin(session, torrent, infoHashes, timestamp);
        return new AlertOrigin(session, torrent, plain.torrentName(), infoHashes, labels, attributes, timestamp);
    }

    /** Any alert whose record needs only the origin, such as {@code of(TorrentPaused::new)}. */
    public <A extends Alert> A of(Function<AlertOrigin, A> kind) {
        return kind.apply(origin());
    }

    /** The torrent was added. */
    public TorrentAdded added(String torrentName) {
        return new TorrentAdded(origin(), torrentName);
    }

    /** The metadata of a torrent from a magnet link arrived. */
    public MetadataReceived metadataReceived(String torrentName) {
        return new MetadataReceived(origin(), torrentName);
    }

    /** The torrent's state changed. */
    public StateChanged stateChanged(TorrentState from, TorrentState to) {
        return new StateChanged(origin(), to, from);
    }

    /** A piece was downloaded and verified. */
    public PieceFinished pieceFinished(int piece) {
        return new PieceFinished(origin(), piece);
    }

    /** All pieces of a file are verified. */
    public FileCompleted fileCompleted(int file) {
        return new FileCompleted(origin(), file);
    }

    /** All files were checked. */
    public TorrentChecked checked() {
        return of(TorrentChecked::new);
    }

    /** All selected files are complete after a download. */
    public TorrentFinished finished() {
        return finished(true);
    }

    /** A check found all selected files complete. */
    public TorrentFinished foundComplete() {
        return finished(false);
    }

    private TorrentFinished finished(boolean downloaded) {
        return of(origin -> new TorrentFinished(
                origin, downloaded, path, Path.of(path, origin.torrentName()).toString()));
    }

    /** The torrent was paused. */
    public TorrentPaused paused() {
        return of(TorrentPaused::new);
    }

    /** The torrent was resumed. */
    public TorrentResumed resumed() {
        return of(TorrentResumed::new);
    }

    /** Labels were added and removed; {@link #labels} sets those that it has now. */
    public TorrentLabelsChanged labelsChanged(Set<String> added, Set<String> removed) {
        return new TorrentLabelsChanged(origin(), added, removed);
    }

    /** Attributes were set and removed, by key; {@link #attribute} sets those that it has now. */
    public TorrentAttributesChanged attributesChanged(Set<String> changed, Set<String> removed) {
        return new TorrentAttributesChanged(origin(), changed, removed);
    }

    /** The torrent was removed. */
    public TorrentRemoved removed() {
        return of(TorrentRemoved::new);
    }

    /** The torrent stopped with an error. */
    public TorrentError error(String message) {
        return new TorrentError(origin(), failure(message));
    }

    /** A file could not be read or written. */
    public FileError fileError(String path, String message) {
        return new FileError(origin(), path, failure(message));
    }

    /** A tracker answered. */
    public TrackerReply trackerReply(String url, int peers) {
        return new TrackerReply(origin(), url, peers);
    }

    /** A tracker could not be reached or rejected the request. */
    public TrackerError trackerError(String url, String message) {
        return new TrackerError(origin(), url, failure(message));
    }

    private static Failure failure(String message) {
        return new Failure(0, message, message);
    }
}
