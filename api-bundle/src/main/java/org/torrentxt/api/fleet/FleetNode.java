package org.torrentxt.api.fleet;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;

/**
 * A node of a fleet, as it reports.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class FleetNode implements Serializable {
    private static final int MAX_LABELS = 16;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            String name,
            InetAddress address,
            Map<String, String> labels,
            boolean isLocal,
            int listenPort,
            List<NodeDeployment> deployments,
            int numTorrents,
            int numErrors,
            long downloadRate,
            long uploadRate) {
        private Values {
            labels = checkLabels(labels);
            deployments = List.copyOf(deployments);
            FleetTorrent.require(numTorrents >= -1, "numTorrents", numTorrents, "at least 0, or -1 for unknown");
            FleetTorrent.require(numErrors >= 0, "numErrors", numErrors, "at least 0");
            FleetTorrent.require(downloadRate >= 0, "downloadRate", downloadRate, "at least 0");
            FleetTorrent.require(uploadRate >= 0, "uploadRate", uploadRate, "at least 0");
        }
    }

    private FleetNode(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is as its setter says.
     *
     * @param name see {@link #name()}, not null
     * @param address see {@link #address()}, not null
     */
    public static Builder builder(String name, InetAddress address) {
        return new Builder(name, address);
    }

    /**
     * Checks labels of nodes.
     *
     * @param labels values by key, not null and without nulls
     * @return a copy, sorted by key, that cannot be changed
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there are more than 16, or a key or value has other
     *     than 1 to 64 letters, digits, dots, dashes and underscores
     */
    public static Map<String, String> checkLabels(Map<String, String> labels) {
        if (Objects.requireNonNull(labels, "labels").size() > MAX_LABELS) {
            throw TorrentException.invalid("too many labels: " + labels.size() + "; expected at most " + MAX_LABELS);
        }
        labels.forEach((key, value) -> {
            if (!WORD.matcher(Objects.requireNonNull(key, "labels")).matches()
                    || !WORD.matcher(Objects.requireNonNull(value, "labels")).matches()) {
                throw TorrentException.invalid("invalid label '" + key + "=" + value
                        + "': expected KEY=VALUE of letters, digits, dots, dashes and underscores, such as site=basel");
            }
        });
        return Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(name(), address())
                .labels(labels())
                .isLocal(isLocal())
                .listenPort(listenPort())
                .deployments(deployments())
                .numTorrents(numTorrents())
                .numErrors(numErrors())
                .downloadRate(downloadRate())
                .uploadRate(uploadRate());
    }

    /** Its name: 1 to 64 letters, digits, dots, dashes and underscores. */
    public String name() {
        return values.name();
    }

    /** Its address in the cluster. */
    public InetAddress address() {
        return values.address();
    }

    /** Its labels, such as site=basel. */
    public Map<String, String> labels() {
        return values.labels();
    }

    /** True for the node that was asked. */
    public boolean isLocal() {
        return values.isLocal();
    }

    /** The port at which its session accepts peers at that address; 0 if it does not. */
    public int listenPort() {
        return values.listenPort();
    }

    /** The deployments that it has or fetches, sorted by name and key. */
    public List<NodeDeployment> deployments() {
        return values.deployments();
    }

    /** The number of all torrents in its session, deployed or not; -1 if it does not report them. */
    public int numTorrents() {
        return values.numTorrents();
    }

    /** How many of them are stopped by an error. */
    public int numErrors() {
        return values.numErrors();
    }

    /** Bytes per second that its session receives for all of them, rounded to two digits; 0 below 1,000. */
    public long downloadRate() {
        return values.downloadRate();
    }

    /** Bytes per second that its session sends for all of them, rounded to two digits; 0 below 1,000. */
    public long uploadRate() {
        return values.uploadRate();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetNode that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "FleetNode" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(FleetNode.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final InetAddress address;
        private Map<String, String> labels = Map.of();
        private boolean isLocal;
        private int listenPort;
        private List<NodeDeployment> deployments = List.of();
        private int numTorrents = -1;
        private int numErrors;
        private long downloadRate;
        private long uploadRate;

        private Builder(String name, InetAddress address) {
            this.name = Objects.requireNonNull(name, "name");
            this.address = Objects.requireNonNull(address, "address");
        }

        /** Sets {@link FleetNode#labels()}; initially empty, not null. */
        public Builder labels(Map<String, String> labels) {
            this.labels = Objects.requireNonNull(labels, "labels");
            return this;
        }

        /** Sets {@link FleetNode#isLocal()}; initially false. */
        public Builder isLocal(boolean isLocal) {
            this.isLocal = isLocal;
            return this;
        }

        /** Sets {@link FleetNode#listenPort()}; initially 0. */
        public Builder listenPort(int listenPort) {
            this.listenPort = listenPort;
            return this;
        }

        /** Sets {@link FleetNode#deployments()}; initially empty, not null. */
        public Builder deployments(List<NodeDeployment> deployments) {
            this.deployments = Objects.requireNonNull(deployments, "deployments");
            return this;
        }

        /** Sets {@link FleetNode#numTorrents()}; initially -1. */
        public Builder numTorrents(int numTorrents) {
            this.numTorrents = numTorrents;
            return this;
        }

        /** Sets {@link FleetNode#numErrors()}; initially 0. */
        public Builder numErrors(int numErrors) {
            this.numErrors = numErrors;
            return this;
        }

        /** Sets {@link FleetNode#downloadRate()}; initially 0. */
        public Builder downloadRate(long downloadRate) {
            this.downloadRate = downloadRate;
            return this;
        }

        /** Sets {@link FleetNode#uploadRate()}; initially 0. */
        public Builder uploadRate(long uploadRate) {
            this.uploadRate = uploadRate;
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a property that its getter does not allow
         */
        public FleetNode build() {
            return new FleetNode(new Values(
                    name,
                    address,
                    labels,
                    isLocal,
                    listenPort,
                    deployments,
                    numTorrents,
                    numErrors,
                    downloadRate,
                    uploadRate));
        }
    }
}
