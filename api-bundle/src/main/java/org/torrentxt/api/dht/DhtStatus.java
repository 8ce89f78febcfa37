package org.torrentxt.api.dht;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.torrentxt.value.SerialForm;

/**
 * The session's DHT node at one moment.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class DhtStatus implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(boolean running, int nodes, int nodeCache, long globalNodes, int torrents) {}

    private DhtStatus(Values values) {
        this.values = values;
    }

    /** Begins a value in which everything is 0, false or empty unless stated otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder()
                .running(running())
                .nodes(nodes())
                .nodeCache(nodeCache())
                .globalNodes(globalNodes())
                .torrents(torrents());
    }

    /** True if the DHT is enabled. */
    public boolean running() {
        return values.running();
    }

    /** Nodes in the routing table. */
    public int nodes() {
        return values.nodes();
    }

    /** Nodes kept as replacements. */
    public int nodeCache() {
        return values.nodeCache();
    }

    /** Estimated number of all nodes, derived from the routing table; -1 if unknown. */
    public long globalNodes() {
        return values.globalNodes();
    }

    /** Torrents that other nodes announced here. */
    public int torrents() {
        return values.torrents();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DhtStatus that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "DhtStatus" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(DhtStatus.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private boolean running;
        private int nodes;
        private int nodeCache;
        private long globalNodes = -1;
        private int torrents;

        private Builder() {}

        /** Sets {@link DhtStatus#running()}. */
        public Builder running(boolean running) {
            this.running = running;
            return this;
        }

        /** Sets {@link DhtStatus#nodes()}. */
        public Builder nodes(int nodes) {
            this.nodes = nodes;
            return this;
        }

        /** Sets {@link DhtStatus#nodeCache()}. */
        public Builder nodeCache(int nodeCache) {
            this.nodeCache = nodeCache;
            return this;
        }

        /** Sets {@link DhtStatus#globalNodes()}; -1 unless set. */
        public Builder globalNodes(long globalNodes) {
            this.globalNodes = globalNodes;
            return this;
        }

        /** Sets {@link DhtStatus#torrents()}. */
        public Builder torrents(int torrents) {
            this.torrents = torrents;
            return this;
        }

        /** Builds the value. */
        public DhtStatus build() {
            return new DhtStatus(new Values(running, nodes, nodeCache, globalNodes, torrents));
        }
    }
}
