package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.Torrent;
import org.torrentxt.value.SerialForm;

/**
 * All that is shown of one torrent at one moment, except for its peers and pieces: what a remote user of a session gets
 * instead of the {@link Torrent}, which is usable in its own JVM only. Its id, info-hashes and flags are in the
 * {@link #status()}.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class TorrentInfo implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            TorrentStatus status,
            List<FileInfo> files,
            List<TrackerInfo> trackers,
            List<String> webSeeds,
            Optional<String> magnetUri,
            String comment,
            String creator,
            Optional<Instant> creationDate,
            boolean isPrivate,
            double distributedCopies,
            long downloadLimit,
            long uploadLimit,
            int maxConnections,
            int maxUploads,
            Optional<MoveProgress> moveProgress) {}

    private TorrentInfo(Values values) {
        this.values = values;
    }

    /**
     * Takes a snapshot. The status is read first, then all else, one after the other: a file or tracker may be newer
     * than the status.
     *
     * @param torrent not null
     * @return empty if the torrent is gone, also if that happens meanwhile
     */
    public static Optional<TorrentInfo> of(Torrent torrent) {
        return Objects.requireNonNull(torrent, "torrent")
                .status()
                .map(status -> builder(status)
                        .files(torrent.files())
                        .trackers(torrent.trackers())
                        .webSeeds(torrent.webSeeds())
                        .magnetUri(torrent.magnetUri())
                        .comment(torrent.comment())
                        .creator(torrent.creator())
                        .creationDate(torrent.creationDate())
                        .isPrivate(torrent.isPrivate())
                        .distributedCopies(copies(torrent.pieceAvailability()))
                        .downloadLimit(torrent.downloadLimit())
                        .uploadLimit(torrent.uploadLimit())
                        .maxConnections(torrent.maxConnections())
                        .maxUploads(torrent.maxUploads())
                        .moveProgress(torrent.moveProgress())
                        .build())
                .filter(complete -> torrent.isValid()); // else what was read last may be empty
    }

    private static double copies(int[] availability) {
        int least = Arrays.stream(availability).min().orElse(-1);
        double more = Arrays.stream(availability).filter(count -> count > least).count();
        return availability.length == 0 ? least : least + more / availability.length;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param status see {@link #status()}, not null
     */
    public static Builder builder(TorrentStatus status) {
        return new Builder(status);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(status())
                .files(files())
                .trackers(trackers())
                .webSeeds(webSeeds())
                .magnetUri(magnetUri())
                .comment(comment())
                .creator(creator())
                .creationDate(creationDate())
                .isPrivate(isPrivate())
                .distributedCopies(distributedCopies())
                .downloadLimit(downloadLimit())
                .uploadLimit(uploadLimit())
                .maxConnections(maxConnections())
                .maxUploads(maxUploads())
                .moveProgress(moveProgress());
    }

    /** Its id, name, state, rates, sizes and flags. */
    public TorrentStatus status() {
        return values.status();
    }

    /** Its files in the torrent's order, without pad files (BEP 47); empty until the metadata is known. */
    public List<FileInfo> files() {
        return values.files();
    }

    /** Its trackers, by tier, their URLs without user names and passwords. */
    public List<TrackerInfo> trackers() {
        return values.trackers();
    }

    /** Its web seeds (BEP 19), by URL, without user names and passwords. */
    public List<String> webSeeds() {
        return values.webSeeds();
    }

    /** Its magnet link (BEP 9), without user names and passwords; empty if it has none. */
    public Optional<String> magnetUri() {
        return values.magnetUri();
    }

    /** The comment in its .torrent file; empty if there is none, or it was not added by such a file. */
    public String comment() {
        return values.comment();
    }

    /** The program that created its .torrent file, as named in that; empty if unknown. */
    public String creator() {
        return values.creator();
    }

    /** When its .torrent file was created, according to that; empty if unknown. */
    public Optional<Instant> creationDate() {
        return values.creationDate();
    }

    /** True if only its trackers name peers of it (BEP 27); false until the metadata is known. */
    public boolean isPrivate() {
        return values.isPrivate();
    }

    /**
     * How often the content is available from connected peers: the number that have the rarest piece, with the part of
     * pieces that more of them have as its fraction; -1 while that is unknown, see {@link Torrent#pieceAvailability()}.
     */
    public double distributedCopies() {
        return values.distributedCopies();
    }

    /** Its download limit in bytes per second; 0 if it has none. */
    public long downloadLimit() {
        return values.downloadLimit();
    }

    /** Its upload limit in bytes per second; 0 if it has none. */
    public long uploadLimit() {
        return values.uploadLimit();
    }

    /** The maximum number of connections; -1 if there is no limit. */
    public int maxConnections() {
        return values.maxConnections();
    }

    /** The maximum number of peers to upload to at a time; -1 if there is no limit. */
    public int maxUploads() {
        return values.maxUploads();
    }

    /** How far its move to another file system is; empty if there is none. */
    public Optional<MoveProgress> moveProgress() {
        return values.moveProgress();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TorrentInfo that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "TorrentInfo" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(TorrentInfo.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private TorrentStatus status;
        private List<FileInfo> files = List.of();
        private List<TrackerInfo> trackers = List.of();
        private List<String> webSeeds = List.of();
        private Optional<String> magnetUri = Optional.empty();
        private String comment = "";
        private String creator = "";
        private Optional<Instant> creationDate = Optional.empty();
        private boolean isPrivate;
        private double distributedCopies = -1;
        private long downloadLimit;
        private long uploadLimit;
        private int maxConnections = -1;
        private int maxUploads = -1;
        private Optional<MoveProgress> moveProgress = Optional.empty();

        private Builder(TorrentStatus status) {
            this.status = Objects.requireNonNull(status, "status");
        }

        /** Sets {@link TorrentInfo#status()}, not null. */
        public Builder status(TorrentStatus status) {
            this.status = Objects.requireNonNull(status, "status");
            return this;
        }

        /** Sets {@link TorrentInfo#files()}, not null. */
        public Builder files(List<FileInfo> files) {
            this.files = List.copyOf(Objects.requireNonNull(files, "files"));
            return this;
        }

        /** Sets {@link TorrentInfo#trackers()}, not null. */
        public Builder trackers(List<TrackerInfo> trackers) {
            this.trackers = List.copyOf(Objects.requireNonNull(trackers, "trackers"));
            return this;
        }

        /** Sets {@link TorrentInfo#webSeeds()}, not null. */
        public Builder webSeeds(List<String> webSeeds) {
            this.webSeeds = List.copyOf(Objects.requireNonNull(webSeeds, "webSeeds"));
            return this;
        }

        /** Sets {@link TorrentInfo#magnetUri()}, not null. */
        public Builder magnetUri(Optional<String> magnetUri) {
            this.magnetUri = Objects.requireNonNull(magnetUri, "magnetUri");
            return this;
        }

        /** Sets {@link TorrentInfo#comment()}, not null. */
        public Builder comment(String comment) {
            this.comment = Objects.requireNonNull(comment, "comment");
            return this;
        }

        /** Sets {@link TorrentInfo#creator()}, not null. */
        public Builder creator(String creator) {
            this.creator = Objects.requireNonNull(creator, "creator");
            return this;
        }

        /** Sets {@link TorrentInfo#creationDate()}, not null. */
        public Builder creationDate(Optional<Instant> creationDate) {
            this.creationDate = Objects.requireNonNull(creationDate, "creationDate");
            return this;
        }

        /** Sets {@link TorrentInfo#isPrivate()}. */
        public Builder isPrivate(boolean isPrivate) {
            this.isPrivate = isPrivate;
            return this;
        }

        /** Sets {@link TorrentInfo#distributedCopies()}; -1 unless set. */
        public Builder distributedCopies(double distributedCopies) {
            this.distributedCopies = distributedCopies;
            return this;
        }

        /** Sets {@link TorrentInfo#downloadLimit()}. */
        public Builder downloadLimit(long downloadLimit) {
            this.downloadLimit = downloadLimit;
            return this;
        }

        /** Sets {@link TorrentInfo#uploadLimit()}. */
        public Builder uploadLimit(long uploadLimit) {
            this.uploadLimit = uploadLimit;
            return this;
        }

        /** Sets {@link TorrentInfo#maxConnections()}; -1 unless set. */
        public Builder maxConnections(int maxConnections) {
            this.maxConnections = maxConnections;
            return this;
        }

        /** Sets {@link TorrentInfo#maxUploads()}; -1 unless set. */
        public Builder maxUploads(int maxUploads) {
            this.maxUploads = maxUploads;
            return this;
        }

        /** Sets {@link TorrentInfo#moveProgress()}, not null. */
        public Builder moveProgress(Optional<MoveProgress> moveProgress) {
            this.moveProgress = Objects.requireNonNull(moveProgress, "moveProgress");
            return this;
        }

        /** Builds the value. */
        public TorrentInfo build() {
            return new TorrentInfo(new Values(
                    status,
                    files,
                    trackers,
                    webSeeds,
                    magnetUri,
                    comment,
                    creator,
                    creationDate,
                    isPrivate,
                    distributedCopies,
                    downloadLimit,
                    uploadLimit,
                    maxConnections,
                    maxUploads,
                    moveProgress));
        }
    }
}
