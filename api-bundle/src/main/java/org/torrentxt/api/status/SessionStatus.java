package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.Endpoint;
import org.torrentxt.value.SerialForm;

/**
 * A whole session at one moment. Sizes are in bytes, rates in bytes per second.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class SessionStatus implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            String name,
            Network network,
            DiskIo diskIo,
            Optional<Path> stateFolder,
            Path savePath,
            List<Endpoint> listenEndpoints,
            boolean isPaused,
            int numTorrents,
            boolean isLoading,
            int numSaved,
            int numLoaded,
            int numPeers,
            long downloadRate,
            long uploadRate,
            long totalDownload,
            long totalUpload,
            long allTimeDownload,
            long allTimeUpload,
            int dhtNodes,
            long alertsDropped,
            List<StuckSubscriber> stuckSubscribers,
            Map<String, Long> counters) {}

    private SessionStatus(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param name see {@link #name()}, not null
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(name())
                .network(network())
                .diskIo(diskIo())
                .stateFolder(stateFolder())
                .savePath(savePath())
                .listenEndpoints(listenEndpoints())
                .isPaused(isPaused())
                .numTorrents(numTorrents())
                .isLoading(isLoading())
                .numSaved(numSaved())
                .numLoaded(numLoaded())
                .numPeers(numPeers())
                .downloadRate(downloadRate())
                .uploadRate(uploadRate())
                .totalDownload(totalDownload())
                .totalUpload(totalUpload())
                .allTimeDownload(allTimeDownload())
                .allTimeUpload(allTimeUpload())
                .dhtNodes(dhtNodes())
                .alertsDropped(alertsDropped())
                .stuckSubscribers(stuckSubscribers())
                .counters(counters());
    }

    /** The session's name. */
    public String name() {
        return values.name();
    }

    /** Where its connections may go. */
    public Network network() {
        return values.network();
    }

    /** How it reads and writes files. */
    public DiskIo diskIo() {
        return values.diskIo();
    }

    /** The folder from which its torrents come back after a restart; empty for a session that saves nothing. */
    public Optional<Path> stateFolder() {
        return values.stateFolder();
    }

    /** The folder for the files of torrents that are added without one, on the machine of the session. */
    public Path savePath() {
        return values.savePath();
    }

    /** The endpoints on which it accepts TCP connections. */
    public List<Endpoint> listenEndpoints() {
        return values.listenEndpoints();
    }

    /** True while the whole session is paused. */
    public boolean isPaused() {
        return values.isPaused();
    }

    /** Number of torrents. */
    public int numTorrents() {
        return values.numTorrents();
    }

    /** True while saved torrents are being loaded, after the start of the session. */
    public boolean isLoading() {
        return values.isLoading();
    }

    /** Number of torrents that were saved when the session was started. */
    public int numSaved() {
        return values.numSaved();
    }

    /** How many of {@link #numSaved()} are loaded so far; in the end fewer if some could not be loaded. */
    public int numLoaded() {
        return values.numLoaded();
    }

    /** Connected peers of all torrents. */
    public int numPeers() {
        return values.numPeers();
    }

    /** Received payload bytes per second. */
    public long downloadRate() {
        return values.downloadRate();
    }

    /** Sent payload bytes per second. */
    public long uploadRate() {
        return values.uploadRate();
    }

    /** Payload bytes received since the session was started. */
    public long totalDownload() {
        return values.totalDownload();
    }

    /** Payload bytes sent since the session was started. */
    public long totalUpload() {
        return values.totalUpload();
    }

    /** Payload bytes received in all runs of the session; since it was started if it is not saved. */
    public long allTimeDownload() {
        return values.allTimeDownload();
    }

    /** Payload bytes sent in all runs of the session; since it was started if it is not saved. */
    public long allTimeUpload() {
        return values.allTimeUpload();
    }

    /** Nodes in the DHT routing table. */
    public int dhtNodes() {
        return values.dhtNodes();
    }

    /**
     * Number of alerts dropped since the session was started: those for slow subscribers, and one for each time the
     * engine dropped some, as it does not report how many.
     */
    public long alertsDropped() {
        return values.alertsDropped();
    }

    /**
     * The EventHandlers and AlertListeners that have not returned from an alert for 5 seconds, or that the EventAdmin
     * has denied.
     */
    public List<StuckSubscriber> stuckSubscribers() {
        return values.stuckSubscribers();
    }

    /**
     * All counters of the engine by libtorrent's names, such as {@code disk.num_blocks_written}, and {@code
     * alerts.NAME} for the number of alerts of a type raised by the engine, if any.
     */
    public Map<String, Long> counters() {
        return values.counters();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionStatus that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "SessionStatus" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(SessionStatus.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private String name;
        private Network network = Network.LOCAL;
        private DiskIo diskIo = DiskIo.POSIX;
        private Optional<Path> stateFolder = Optional.empty();
        private Path savePath = Path.of("");
        private List<Endpoint> listenEndpoints = List.of();
        private boolean isPaused;
        private int numTorrents;
        private boolean isLoading;
        private int numSaved;
        private int numLoaded;
        private int numPeers;
        private long downloadRate;
        private long uploadRate;
        private long totalDownload;
        private long totalUpload;
        private long allTimeDownload;
        private long allTimeUpload;
        private int dhtNodes;
        private long alertsDropped;
        private List<StuckSubscriber> stuckSubscribers = List.of();
        private Map<String, Long> counters = Map.of();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Sets {@link SessionStatus#name()}, not null. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets {@link SessionStatus#network()}, not null; {@code Network.LOCAL} unless set. */
        public Builder network(Network network) {
            this.network = Objects.requireNonNull(network, "network");
            return this;
        }

        /** Sets {@link SessionStatus#diskIo()}, not null; {@code DiskIo.POSIX} unless set. */
        public Builder diskIo(DiskIo diskIo) {
            this.diskIo = Objects.requireNonNull(diskIo, "diskIo");
            return this;
        }

        /** Sets {@link SessionStatus#stateFolder()}, not null. */
        public Builder stateFolder(Optional<Path> stateFolder) {
            this.stateFolder = Objects.requireNonNull(stateFolder, "stateFolder");
            return this;
        }

        /** Sets {@link SessionStatus#savePath()}, not null. */
        public Builder savePath(Path savePath) {
            this.savePath = Objects.requireNonNull(savePath, "savePath");
            return this;
        }

        /** Sets {@link SessionStatus#listenEndpoints()}, not null. */
        public Builder listenEndpoints(List<Endpoint> listenEndpoints) {
            this.listenEndpoints = List.copyOf(Objects.requireNonNull(listenEndpoints, "listenEndpoints"));
            return this;
        }

        /** Sets {@link SessionStatus#isPaused()}. */
        public Builder isPaused(boolean isPaused) {
            this.isPaused = isPaused;
            return this;
        }

        /** Sets {@link SessionStatus#numTorrents()}. */
        public Builder numTorrents(int numTorrents) {
            this.numTorrents = numTorrents;
            return this;
        }

        /** Sets {@link SessionStatus#isLoading()}. */
        public Builder isLoading(boolean isLoading) {
            this.isLoading = isLoading;
            return this;
        }

        /** Sets {@link SessionStatus#numSaved()}. */
        public Builder numSaved(int numSaved) {
            this.numSaved = numSaved;
            return this;
        }

        /** Sets {@link SessionStatus#numLoaded()}. */
        public Builder numLoaded(int numLoaded) {
            this.numLoaded = numLoaded;
            return this;
        }

        /** Sets {@link SessionStatus#numPeers()}. */
        public Builder numPeers(int numPeers) {
            this.numPeers = numPeers;
            return this;
        }

        /** Sets {@link SessionStatus#downloadRate()}. */
        public Builder downloadRate(long downloadRate) {
            this.downloadRate = downloadRate;
            return this;
        }

        /** Sets {@link SessionStatus#uploadRate()}. */
        public Builder uploadRate(long uploadRate) {
            this.uploadRate = uploadRate;
            return this;
        }

        /** Sets {@link SessionStatus#totalDownload()}. */
        public Builder totalDownload(long totalDownload) {
            this.totalDownload = totalDownload;
            return this;
        }

        /** Sets {@link SessionStatus#totalUpload()}. */
        public Builder totalUpload(long totalUpload) {
            this.totalUpload = totalUpload;
            return this;
        }

        /** Sets {@link SessionStatus#allTimeDownload()}. */
        public Builder allTimeDownload(long allTimeDownload) {
            this.allTimeDownload = allTimeDownload;
            return this;
        }

        /** Sets {@link SessionStatus#allTimeUpload()}. */
        public Builder allTimeUpload(long allTimeUpload) {
            this.allTimeUpload = allTimeUpload;
            return this;
        }

        /** Sets {@link SessionStatus#dhtNodes()}. */
        public Builder dhtNodes(int dhtNodes) {
            this.dhtNodes = dhtNodes;
            return this;
        }

        /** Sets {@link SessionStatus#alertsDropped()}. */
        public Builder alertsDropped(long alertsDropped) {
            this.alertsDropped = alertsDropped;
            return this;
        }

        /** Sets {@link SessionStatus#stuckSubscribers()}, not null. */
        public Builder stuckSubscribers(List<StuckSubscriber> stuckSubscribers) {
            this.stuckSubscribers = List.copyOf(Objects.requireNonNull(stuckSubscribers, "stuckSubscribers"));
            return this;
        }

        /** Sets {@link SessionStatus#counters()}, not null. */
        public Builder counters(Map<String, Long> counters) {
            this.counters = Map.copyOf(Objects.requireNonNull(counters, "counters"));
            return this;
        }

        /** Builds the value. */
        public SessionStatus build() {
            return new SessionStatus(new Values(
                    name,
                    network,
                    diskIo,
                    stateFolder,
                    savePath,
                    listenEndpoints,
                    isPaused,
                    numTorrents,
                    isLoading,
                    numSaved,
                    numLoaded,
                    numPeers,
                    downloadRate,
                    uploadRate,
                    totalDownload,
                    totalUpload,
                    allTimeDownload,
                    allTimeUpload,
                    dhtNodes,
                    alertsDropped,
                    stuckSubscribers,
                    counters));
        }
    }
}
