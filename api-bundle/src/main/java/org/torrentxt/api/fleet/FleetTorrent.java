package org.torrentxt.api.fleet;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.value.SerialForm;

/**
 * A torrent in the session of a node, as the node reports it: less than its {@link TorrentStatus}, and rounded, so that a
 * torrent that does nothing is not reported again.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class FleetTorrent implements Serializable {
    private static final int WHOLE = 100; // percent

    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            int id,
            String name,
            InfoHashes infoHashes,
            Optional<Instant> addedTime,
            long totalSize,
            TorrentState state,
            boolean isPaused,
            boolean isQueued,
            String error,
            int percent,
            long downloadRate,
            long uploadRate,
            double ratio) {
        private Values {
            require(percent >= 0 && percent <= WHOLE, "percent", percent, "0 to 100");
            require(totalSize >= 0, "totalSize", totalSize, "at least 0");
            require(downloadRate >= 0, "downloadRate", downloadRate, "at least 0");
            require(uploadRate >= 0, "uploadRate", uploadRate, "at least 0");
            require(ratio >= 0 || ratio == -1, "ratio", ratio, "at least 0, or -1 for unknown");
        }
    }

    /** Refuses a property that is not as is expected. */
    static void require(boolean isRight, String name, Object value, String expected) {
        if (!isRight) {
            throw TorrentException.invalid("invalid " + name + " " + value + ": expected " + expected);
        }
    }

    private FleetTorrent(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is as its setter says.
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
                .infoHashes(infoHashes())
                .addedTime(addedTime())
                .totalSize(totalSize())
                .state(state())
                .isPaused(isPaused())
                .isQueued(isQueued())
                .error(error())
                .percent(percent())
                .downloadRate(downloadRate())
                .uploadRate(uploadRate())
                .ratio(ratio());
    }

    /** Its number in the session of its node. */
    public int id() {
        return values.id();
    }

    /** Its name, shortened to 120 characters; empty until it is known. */
    public String name() {
        return values.name();
    }

    /** Its info-hashes. */
    public InfoHashes infoHashes() {
        return values.infoHashes();
    }

    /** When it was added, in whole seconds; empty if the node does not say. */
    public Optional<Instant> addedTime() {
        return values.addedTime();
    }

    /** Bytes of all files; 0 until the metadata is known. */
    public long totalSize() {
        return values.totalSize();
    }

    /** Its state. */
    public TorrentState state() {
        return values.state();
    }

    /** True if it, or its session, is paused, by the queue or otherwise. */
    public boolean isPaused() {
        return values.isPaused();
    }

    /** True if it is paused by the queue, which starts it when it is its turn. */
    public boolean isQueued() {
        return values.isQueued();
    }

    /** The error that stopped it, in one line of at most 100 characters; empty if there is none. */
    public String error() {
        return values.error();
    }

    /** How much of the selected files is there, 0 to 100, rounded down; while it is checked, how much is. */
    public int percent() {
        return values.percent();
    }

    /** Received bytes per second, rounded to two digits; 0 below 1,000. */
    public long downloadRate() {
        return values.downloadRate();
    }

    /** Sent bytes per second, rounded to two digits; 0 below 1,000. */
    public long uploadRate() {
        return values.uploadRate();
    }

    /**
     * Sent bytes relative to received ones, or to what it has if it was added complete, rounded down to two decimal
     * places; -1 if it has nothing.
     */
    public double ratio() {
        return values.ratio();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetTorrent that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "FleetTorrent" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(FleetTorrent.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private int id;
        private String name = "";
        private InfoHashes infoHashes = InfoHashes.NONE;
        private Optional<Instant> addedTime = Optional.empty();
        private long totalSize;
        private TorrentState state = TorrentState.QUEUED;
        private boolean isPaused;
        private boolean isQueued;
        private String error = "";
        private int percent;
        private long downloadRate;
        private long uploadRate;
        private double ratio = -1;

        private Builder(int id) {
            this.id = id;
        }

        /** Sets {@link FleetTorrent#id()}. */
        public Builder id(int id) {
            this.id = id;
            return this;
        }

        /** Sets {@link FleetTorrent#name()}; initially empty, not null. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets {@link FleetTorrent#infoHashes()}; initially none, not null. */
        public Builder infoHashes(InfoHashes infoHashes) {
            this.infoHashes = Objects.requireNonNull(infoHashes, "infoHashes");
            return this;
        }

        /** Sets {@link FleetTorrent#addedTime()}; initially empty, not null. */
        public Builder addedTime(Optional<Instant> addedTime) {
            this.addedTime = Objects.requireNonNull(addedTime, "addedTime");
            return this;
        }

        /** Sets {@link FleetTorrent#totalSize()}; initially 0. */
        public Builder totalSize(long totalSize) {
            this.totalSize = totalSize;
            return this;
        }

        /** Sets {@link FleetTorrent#state()}; initially {@code TorrentState.QUEUED}, not null. */
        public Builder state(TorrentState state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** Sets {@link FleetTorrent#isPaused()}; initially false. */
        public Builder isPaused(boolean isPaused) {
            this.isPaused = isPaused;
            return this;
        }

        /** Sets {@link FleetTorrent#isQueued()}; initially false. */
        public Builder isQueued(boolean isQueued) {
            this.isQueued = isQueued;
            return this;
        }

        /** Sets {@link FleetTorrent#error()}; initially empty, not null. */
        public Builder error(String error) {
            this.error = Objects.requireNonNull(error, "error");
            return this;
        }

        /** Sets {@link FleetTorrent#percent()}; initially 0. */
        public Builder percent(int percent) {
            this.percent = percent;
            return this;
        }

        /** Sets {@link FleetTorrent#downloadRate()}; initially 0. */
        public Builder downloadRate(long downloadRate) {
            this.downloadRate = downloadRate;
            return this;
        }

        /** Sets {@link FleetTorrent#uploadRate()}; initially 0. */
        public Builder uploadRate(long uploadRate) {
            this.uploadRate = uploadRate;
            return this;
        }

        /** Sets {@link FleetTorrent#ratio()}; initially -1. */
        public Builder ratio(double ratio) {
            this.ratio = ratio;
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a property that its getter does not allow
         */
        public FleetTorrent build() {
            return new FleetTorrent(new Values(
                    id,
                    name,
                    infoHashes,
                    addedTime,
                    totalSize,
                    state,
                    isPaused,
                    isQueued,
                    error,
                    percent,
                    downloadRate,
                    uploadRate,
                    ratio));
        }
    }
}
