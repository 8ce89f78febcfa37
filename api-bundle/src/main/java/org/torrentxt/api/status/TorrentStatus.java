package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.value.SerialForm;
import org.torrentxt.value.Sets;
import org.torrentxt.value.Sorted;

/**
 * One torrent at one moment. Sizes are in bytes, rates in bytes per second of payload.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class TorrentStatus implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            int id,
            String name,
            TorrentState state,
            double progress,
            long downloadRate,
            long uploadRate,
            long totalDone,
            long totalWanted,
            long totalWantedDone,
            int numPeers,
            int numSeeds,
            Path savePath,
            InfoHashes infoHashes,
            int numPieces,
            int piecesDone,
            int pieceLength,
            long totalSize,
            long allTimeDownload,
            long allTimeUpload,
            long totalFailed,
            long totalRedundant,
            int numComplete,
            int numIncomplete,
            boolean hasMetadata,
            boolean isFinished,
            boolean isSeeding,
            boolean isPaused,
            boolean isMoving,
            String error,
            Optional<Duration> eta,
            Instant addedTime,
            Optional<Instant> completedTime,
            Optional<Instant> lastDownload,
            Optional<Instant> lastUpload,
            Optional<Instant> lastSeenComplete,
            Duration activeTime,
            Duration finishedTime,
            Duration seedingTime,
            int numConnections,
            int numUploads,
            int numKnownPeers,
            int queuePosition,
            String currentTracker,
            Set<TorrentFlag> flags,
            String noPeersReason,
            Set<String> labels,
            Map<String, String> attributes) {
        private Values {
            labels = Sorted.set(labels);
            attributes = Sorted.map(attributes);
        }
    }

    private TorrentStatus(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param id see {@link #id()}
     */
    public static Builder builder(int id) {
        return new Builder(id);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(id())
                .name(name())
                .state(state())
                .progress(progress())
                .downloadRate(downloadRate())
                .uploadRate(uploadRate())
                .totalDone(totalDone())
                .totalWanted(totalWanted())
                .totalWantedDone(totalWantedDone())
                .numPeers(numPeers())
                .numSeeds(numSeeds())
                .savePath(savePath())
                .infoHashes(infoHashes())
                .numPieces(numPieces())
                .piecesDone(piecesDone())
                .pieceLength(pieceLength())
                .totalSize(totalSize())
                .allTimeDownload(allTimeDownload())
                .allTimeUpload(allTimeUpload())
                .totalFailed(totalFailed())
                .totalRedundant(totalRedundant())
                .numComplete(numComplete())
                .numIncomplete(numIncomplete())
                .hasMetadata(hasMetadata())
                .isFinished(isFinished())
                .isSeeding(isSeeding())
                .isPaused(isPaused())
                .isMoving(isMoving())
                .error(error())
                .eta(eta())
                .addedTime(addedTime())
                .completedTime(completedTime())
                .lastDownload(lastDownload())
                .lastUpload(lastUpload())
                .lastSeenComplete(lastSeenComplete())
                .activeTime(activeTime())
                .finishedTime(finishedTime())
                .seedingTime(seedingTime())
                .numConnections(numConnections())
                .numUploads(numUploads())
                .numKnownPeers(numKnownPeers())
                .queuePosition(queuePosition())
                .currentTracker(currentTracker())
                .flags(flags())
                .noPeersReason(noPeersReason())
                .labels(labels())
                .attributes(attributes());
    }

    /** The torrent's number in its session. */
    public int id() {
        return values.id();
    }

    /** Its name; empty until the metadata is known, unless the magnet link contains it. */
    public String name() {
        return values.name();
    }

    /** Its state. */
    public TorrentState state() {
        return values.state();
    }

    /** Progress of the current state, 0.0 to 1.0. */
    public double progress() {
        return values.progress();
    }

    /** Received bytes per second. */
    public long downloadRate() {
        return values.downloadRate();
    }

    /** Sent bytes per second. */
    public long uploadRate() {
        return values.uploadRate();
    }

    /** Downloaded and verified bytes. */
    public long totalDone() {
        return values.totalDone();
    }

    /** Bytes of the selected files. */
    public long totalWanted() {
        return values.totalWanted();
    }

    /** Downloaded and verified bytes of the selected files. */
    public long totalWantedDone() {
        return values.totalWantedDone();
    }

    /** Connected peers, seeds included. */
    public int numPeers() {
        return values.numPeers();
    }

    /** Connected seeds. */
    public int numSeeds() {
        return values.numSeeds();
    }

    /** The folder that contains its files. */
    public Path savePath() {
        return values.savePath();
    }

    /** Its info-hashes. */
    public InfoHashes infoHashes() {
        return values.infoHashes();
    }

    /** Number of pieces; 0 until the metadata is known. */
    public int numPieces() {
        return values.numPieces();
    }

    /** Downloaded and verified pieces. */
    public int piecesDone() {
        return values.piecesDone();
    }

    /** Piece length in bytes; 0 until the metadata is known. */
    public int pieceLength() {
        return values.pieceLength();
    }

    /** Bytes of all files; 0 until the metadata is known. */
    public long totalSize() {
        return values.totalSize();
    }

    /** Payload bytes received since it was first added. */
    public long allTimeDownload() {
        return values.allTimeDownload();
    }

    /** Payload bytes sent since it was first added. */
    public long allTimeUpload() {
        return values.allTimeUpload();
    }

    /** Bytes received since it was last started that failed the hash check. */
    public long totalFailed() {
        return values.totalFailed();
    }

    /** Bytes received since it was last started that it already had. */
    public long totalRedundant() {
        return values.totalRedundant();
    }

    /** Seeds in the swarm as counted by the tracker, -1 if unknown. */
    public int numComplete() {
        return values.numComplete();
    }

    /** Leechers in the swarm as counted by the tracker, -1 if unknown. */
    public int numIncomplete() {
        return values.numIncomplete();
    }

    /** True once the metadata, and so files and pieces, are known. */
    public boolean hasMetadata() {
        return values.hasMetadata();
    }

    /** True if all selected files are complete. */
    public boolean isFinished() {
        return values.isFinished();
    }

    /** True if all files are complete. */
    public boolean isSeeding() {
        return values.isSeeding();
    }

    /** True if the torrent or its session is paused. */
    public boolean isPaused() {
        return values.isPaused();
    }

    /** True while its files are being moved to another folder. */
    public boolean isMoving() {
        return values.isMoving();
    }

    /** The error that stopped it, in one line; empty if there is none. */
    public String error() {
        return values.error();
    }

    /** Time to completion at the current rate; empty if unknown or complete. */
    public Optional<Duration> eta() {
        return values.eta();
    }

    /** When it was first added. */
    public Instant addedTime() {
        return values.addedTime();
    }

    /** When it was completed; empty if it is not. */
    public Optional<Instant> completedTime() {
        return values.completedTime();
    }

    /** When the last piece was downloaded; empty if none was. */
    public Optional<Instant> lastDownload() {
        return values.lastDownload();
    }

    /** When data was last sent to a peer; empty if none was. */
    public Optional<Instant> lastUpload() {
        return values.lastUpload();
    }

    /** When it or a peer last had a complete copy; empty if unknown. */
    public Optional<Instant> lastSeenComplete() {
        return values.lastSeenComplete();
    }

    /** How long it has been running, neither paused nor queued, since it was first added. */
    public Duration activeTime() {
        return values.activeTime();
    }

    /** The part of {@link #activeTime()} in which all selected files were complete. */
    public Duration finishedTime() {
        return values.finishedTime();
    }

    /** The part of {@link #activeTime()} in which all files were complete. */
    public Duration seedingTime() {
        return values.seedingTime();
    }

    /** Connections, half-open ones included. */
    public int numConnections() {
        return values.numConnections();
    }

    /** Connected peers that it currently lets download. */
    public int numUploads() {
        return values.numUploads();
    }

    /** Known peers, connected or not. */
    public int numKnownPeers() {
        return values.numKnownPeers();
    }

    /** 0-based position in the download queue, -1 if it is not in the queue. */
    public int queuePosition() {
        return values.queuePosition();
    }

    /** URL of the tracker that answered last; empty if none did. */
    public String currentTracker() {
        return values.currentTracker();
    }

    /** The flags that are set. */
    public Set<TorrentFlag> flags() {
        return values.flags();
    }

    /**
     * Why it has no peers, in one line with what to do about it, such as {@code session is local, no trackers, no DHT
     * nodes; --peer HOST:PORT or network=internet}; empty if it has some, does not want any (as while it is paused,
     * checking or complete), or has wanted them for less than ten seconds.
     */
    public String noPeersReason() {
        return values.noPeersReason();
    }

    /** Its labels, sorted. */
    public Set<String> labels() {
        return values.labels();
    }

    /** Its attributes by key, sorted. */
    public Map<String, String> attributes() {
        return values.attributes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TorrentStatus that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "TorrentStatus" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(TorrentStatus.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private int id;
        private String name = "";
        private TorrentState state = TorrentState.QUEUED;
        private double progress;
        private long downloadRate;
        private long uploadRate;
        private long totalDone;
        private long totalWanted;
        private long totalWantedDone;
        private int numPeers;
        private int numSeeds;
        private Path savePath = Path.of("");
        private InfoHashes infoHashes = InfoHashes.NONE;
        private int numPieces;
        private int piecesDone;
        private int pieceLength;
        private long totalSize;
        private long allTimeDownload;
        private long allTimeUpload;
        private long totalFailed;
        private long totalRedundant;
        private int numComplete = -1;
        private int numIncomplete = -1;
        private boolean hasMetadata;
        private boolean isFinished;
        private boolean isSeeding;
        private boolean isPaused;
        private boolean isMoving;
        private String error = "";
        private Optional<Duration> eta = Optional.empty();
        private Instant addedTime = Instant.EPOCH;
        private Optional<Instant> completedTime = Optional.empty();
        private Optional<Instant> lastDownload = Optional.empty();
        private Optional<Instant> lastUpload = Optional.empty();
        private Optional<Instant> lastSeenComplete = Optional.empty();
        private Duration activeTime = Duration.ZERO;
        private Duration finishedTime = Duration.ZERO;
        private Duration seedingTime = Duration.ZERO;
        private int numConnections;
        private int numUploads;
        private int numKnownPeers;
        private int queuePosition = -1;
        private String currentTracker = "";
        private Set<TorrentFlag> flags = Set.of();
        private String noPeersReason = "";
        private Set<String> labels = Set.of();
        private Map<String, String> attributes = Map.of();

        private Builder(int id) {
            this.id = id;
        }

        /** Sets {@link TorrentStatus#id()}. */
        public Builder id(int id) {
            this.id = id;
            return this;
        }

        /** Sets {@link TorrentStatus#name()}, not null. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets {@link TorrentStatus#state()}, not null; {@code TorrentState.QUEUED} unless set. */
        public Builder state(TorrentState state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** Sets {@link TorrentStatus#progress()}. */
        public Builder progress(double progress) {
            this.progress = progress;
            return this;
        }

        /** Sets {@link TorrentStatus#downloadRate()}. */
        public Builder downloadRate(long downloadRate) {
            this.downloadRate = downloadRate;
            return this;
        }

        /** Sets {@link TorrentStatus#uploadRate()}. */
        public Builder uploadRate(long uploadRate) {
            this.uploadRate = uploadRate;
            return this;
        }

        /** Sets {@link TorrentStatus#totalDone()}. */
        public Builder totalDone(long totalDone) {
            this.totalDone = totalDone;
            return this;
        }

        /** Sets {@link TorrentStatus#totalWanted()}. */
        public Builder totalWanted(long totalWanted) {
            this.totalWanted = totalWanted;
            return this;
        }

        /** Sets {@link TorrentStatus#totalWantedDone()}. */
        public Builder totalWantedDone(long totalWantedDone) {
            this.totalWantedDone = totalWantedDone;
            return this;
        }

        /** Sets {@link TorrentStatus#numPeers()}. */
        public Builder numPeers(int numPeers) {
            this.numPeers = numPeers;
            return this;
        }

        /** Sets {@link TorrentStatus#numSeeds()}. */
        public Builder numSeeds(int numSeeds) {
            this.numSeeds = numSeeds;
            return this;
        }

        /** Sets {@link TorrentStatus#savePath()}, not null; {@code Path.of("")} unless set. */
        public Builder savePath(Path savePath) {
            this.savePath = Objects.requireNonNull(savePath, "savePath");
            return this;
        }

        /** Sets {@link TorrentStatus#infoHashes()}, not null. */
        public Builder infoHashes(InfoHashes infoHashes) {
            this.infoHashes = Objects.requireNonNull(infoHashes, "infoHashes");
            return this;
        }

        /** Sets {@link TorrentStatus#numPieces()}. */
        public Builder numPieces(int numPieces) {
            this.numPieces = numPieces;
            return this;
        }

        /** Sets {@link TorrentStatus#piecesDone()}. */
        public Builder piecesDone(int piecesDone) {
            this.piecesDone = piecesDone;
            return this;
        }

        /** Sets {@link TorrentStatus#pieceLength()}. */
        public Builder pieceLength(int pieceLength) {
            this.pieceLength = pieceLength;
            return this;
        }

        /** Sets {@link TorrentStatus#totalSize()}. */
        public Builder totalSize(long totalSize) {
            this.totalSize = totalSize;
            return this;
        }

        /** Sets {@link TorrentStatus#allTimeDownload()}. */
        public Builder allTimeDownload(long allTimeDownload) {
            this.allTimeDownload = allTimeDownload;
            return this;
        }

        /** Sets {@link TorrentStatus#allTimeUpload()}. */
        public Builder allTimeUpload(long allTimeUpload) {
            this.allTimeUpload = allTimeUpload;
            return this;
        }

        /** Sets {@link TorrentStatus#totalFailed()}. */
        public Builder totalFailed(long totalFailed) {
            this.totalFailed = totalFailed;
            return this;
        }

        /** Sets {@link TorrentStatus#totalRedundant()}. */
        public Builder totalRedundant(long totalRedundant) {
            this.totalRedundant = totalRedundant;
            return this;
        }

        /** Sets {@link TorrentStatus#numComplete()}; -1 unless set. */
        public Builder numComplete(int numComplete) {
            this.numComplete = numComplete;
            return this;
        }

        /** Sets {@link TorrentStatus#numIncomplete()}; -1 unless set. */
        public Builder numIncomplete(int numIncomplete) {
            this.numIncomplete = numIncomplete;
            return this;
        }

        /** Sets {@link TorrentStatus#hasMetadata()}. */
        public Builder hasMetadata(boolean hasMetadata) {
            this.hasMetadata = hasMetadata;
            return this;
        }

        /** Sets {@link TorrentStatus#isFinished()}. */
        public Builder isFinished(boolean isFinished) {
            this.isFinished = isFinished;
            return this;
        }

        /** Sets {@link TorrentStatus#isSeeding()}. */
        public Builder isSeeding(boolean isSeeding) {
            this.isSeeding = isSeeding;
            return this;
        }

        /** Sets {@link TorrentStatus#isPaused()}. */
        public Builder isPaused(boolean isPaused) {
            this.isPaused = isPaused;
            return this;
        }

        /** Sets {@link TorrentStatus#isMoving()}. */
        public Builder isMoving(boolean isMoving) {
            this.isMoving = isMoving;
            return this;
        }

        /** Sets {@link TorrentStatus#error()}, not null. */
        public Builder error(String error) {
            this.error = Objects.requireNonNull(error, "error");
            return this;
        }

        /** Sets {@link TorrentStatus#eta()}, not null. */
        public Builder eta(Optional<Duration> eta) {
            this.eta = Objects.requireNonNull(eta, "eta");
            return this;
        }

        /** Sets {@link TorrentStatus#addedTime()}, not null; {@code Instant.EPOCH} unless set. */
        public Builder addedTime(Instant addedTime) {
            this.addedTime = Objects.requireNonNull(addedTime, "addedTime");
            return this;
        }

        /** Sets {@link TorrentStatus#completedTime()}, not null. */
        public Builder completedTime(Optional<Instant> completedTime) {
            this.completedTime = Objects.requireNonNull(completedTime, "completedTime");
            return this;
        }

        /** Sets {@link TorrentStatus#lastDownload()}, not null. */
        public Builder lastDownload(Optional<Instant> lastDownload) {
            this.lastDownload = Objects.requireNonNull(lastDownload, "lastDownload");
            return this;
        }

        /** Sets {@link TorrentStatus#lastUpload()}, not null. */
        public Builder lastUpload(Optional<Instant> lastUpload) {
            this.lastUpload = Objects.requireNonNull(lastUpload, "lastUpload");
            return this;
        }

        /** Sets {@link TorrentStatus#lastSeenComplete()}, not null. */
        public Builder lastSeenComplete(Optional<Instant> lastSeenComplete) {
            this.lastSeenComplete = Objects.requireNonNull(lastSeenComplete, "lastSeenComplete");
            return this;
        }

        /** Sets {@link TorrentStatus#activeTime()}, not null; {@code Duration.ZERO} unless set. */
        public Builder activeTime(Duration activeTime) {
            this.activeTime = Objects.requireNonNull(activeTime, "activeTime");
            return this;
        }

        /** Sets {@link TorrentStatus#finishedTime()}, not null; {@code Duration.ZERO} unless set. */
        public Builder finishedTime(Duration finishedTime) {
            this.finishedTime = Objects.requireNonNull(finishedTime, "finishedTime");
            return this;
        }

        /** Sets {@link TorrentStatus#seedingTime()}, not null; {@code Duration.ZERO} unless set. */
        public Builder seedingTime(Duration seedingTime) {
            this.seedingTime = Objects.requireNonNull(seedingTime, "seedingTime");
            return this;
        }

        /** Sets {@link TorrentStatus#numConnections()}. */
        public Builder numConnections(int numConnections) {
            this.numConnections = numConnections;
            return this;
        }

        /** Sets {@link TorrentStatus#numUploads()}. */
        public Builder numUploads(int numUploads) {
            this.numUploads = numUploads;
            return this;
        }

        /** Sets {@link TorrentStatus#numKnownPeers()}. */
        public Builder numKnownPeers(int numKnownPeers) {
            this.numKnownPeers = numKnownPeers;
            return this;
        }

        /** Sets {@link TorrentStatus#queuePosition()}; -1 unless set. */
        public Builder queuePosition(int queuePosition) {
            this.queuePosition = queuePosition;
            return this;
        }

        /** Sets {@link TorrentStatus#currentTracker()}, not null. */
        public Builder currentTracker(String currentTracker) {
            this.currentTracker = Objects.requireNonNull(currentTracker, "currentTracker");
            return this;
        }

        /** Sets {@link TorrentStatus#flags()}, not null. */
        public Builder flags(Set<TorrentFlag> flags) {
            this.flags = Sets.ordered(Objects.requireNonNull(flags, "flags"));
            return this;
        }

        /** Sets {@link TorrentStatus#noPeersReason()}, not null. */
        public Builder noPeersReason(String noPeersReason) {
            this.noPeersReason = Objects.requireNonNull(noPeersReason, "noPeersReason");
            return this;
        }

        /** Sets {@link TorrentStatus#labels()}, not null. */
        public Builder labels(Set<String> labels) {
            this.labels = Sorted.set(Objects.requireNonNull(labels, "labels"));
            return this;
        }

        /** Sets {@link TorrentStatus#attributes()}, not null. */
        public Builder attributes(Map<String, String> attributes) {
            this.attributes = Sorted.map(Objects.requireNonNull(attributes, "attributes"));
            return this;
        }

        /** Builds the value. */
        public TorrentStatus build() {
            return new TorrentStatus(new Values(
                    id,
                    name,
                    state,
                    progress,
                    downloadRate,
                    uploadRate,
                    totalDone,
                    totalWanted,
                    totalWantedDone,
                    numPeers,
                    numSeeds,
                    savePath,
                    infoHashes,
                    numPieces,
                    piecesDone,
                    pieceLength,
                    totalSize,
                    allTimeDownload,
                    allTimeUpload,
                    totalFailed,
                    totalRedundant,
                    numComplete,
                    numIncomplete,
                    hasMetadata,
                    isFinished,
                    isSeeding,
                    isPaused,
                    isMoving,
                    error,
                    eta,
                    addedTime,
                    completedTime,
                    lastDownload,
                    lastUpload,
                    lastSeenComplete,
                    activeTime,
                    finishedTime,
                    seedingTime,
                    numConnections,
                    numUploads,
                    numKnownPeers,
                    queuePosition,
                    currentTracker,
                    flags,
                    noPeersReason,
                    labels,
                    attributes));
        }
    }
}
