package org.torrentxt.api.fleet;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.value.SerialForm;

/**
 * How far a node is with a deployment, as it reports.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class NodeDeployment implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            String name,
            DhtPublicKey publicKey,
            long sequence,
            DeploymentState state,
            int percent,
            String reason,
            boolean isForeign,
            InstallState install) {}

    private NodeDeployment(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is as its setter says.
     *
     * @param name see {@link #name()}, not null
     * @param publicKey see {@link #publicKey()}, not null
     * @param sequence see {@link #sequence()}
     */
    public static Builder builder(String name, DhtPublicKey publicKey, long sequence) {
        return new Builder(name, publicKey, sequence);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(name(), publicKey(), sequence())
                .state(state())
                .percent(percent())
                .reason(reason())
                .isForeign(isForeign())
                .install(install());
    }

    /** The name of the deployment. */
    public String name() {
        return values.name();
    }

    /** The key that signed it. */
    public DhtPublicKey publicKey() {
        return values.publicKey();
    }

    /** The sequence number of the version that the node has accepted. */
    public long sequence() {
        return values.sequence();
    }

    /** How far it is. */
    public DeploymentState state() {
        return values.state();
    }

    /** How much of it is there, 0 to 100. */
    public int percent() {
        return values.percent();
    }

    /** Why it failed, or why its feature is not installed or unhealthy; empty if nothing is wrong. */
    public String reason() {
        return values.reason();
    }

    /**
     * True if somebody else than the fleet has added its torrent there, such as where it was created: that node is none
     * of the {@link DeployTorrent#first()} ones.
     */
    public boolean isForeign() {
        return values.isForeign();
    }

    /** How far it is with the feature to be installed. */
    public InstallState install() {
        return values.install();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeDeployment that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "NodeDeployment" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(NodeDeployment.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final DhtPublicKey publicKey;
        private final long sequence;
        private DeploymentState state = DeploymentState.WAITING;
        private int percent;
        private String reason = "";
        private boolean isForeign;
        private InstallState install = InstallState.NONE;

        private Builder(String name, DhtPublicKey publicKey, long sequence) {
            this.name = Objects.requireNonNull(name, "name");
            this.publicKey = Objects.requireNonNull(publicKey, "publicKey");
            this.sequence = sequence;
        }

        /** Sets {@link NodeDeployment#state()}; initially waiting, not null. */
        public Builder state(DeploymentState state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** Sets {@link NodeDeployment#percent()}; initially 0. */
        public Builder percent(int percent) {
            this.percent = percent;
            return this;
        }

        /** Sets {@link NodeDeployment#reason()}; initially empty, not null. */
        public Builder reason(String reason) {
            this.reason = Objects.requireNonNull(reason, "reason");
            return this;
        }

        /** Sets {@link NodeDeployment#isForeign()}; initially false. */
        public Builder isForeign(boolean isForeign) {
            this.isForeign = isForeign;
            return this;
        }

        /** Sets {@link NodeDeployment#install()}; initially none, not null. */
        public Builder install(InstallState install) {
            this.install = Objects.requireNonNull(install, "install");
            return this;
        }

        /** Builds the value. */
        public NodeDeployment build() {
            return new NodeDeployment(
                    new Values(name, publicKey, sequence, state, percent, reason, isForeign, install));
        }
    }
}
