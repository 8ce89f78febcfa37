package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.Set;
import org.torrentxt.api.Endpoint;
import org.torrentxt.value.SerialForm;
import org.torrentxt.value.Sets;

/**
 * One peer of a torrent at one moment.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class PeerInfo implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            Endpoint endpoint,
            String client,
            long downRate,
            long upRate,
            long totalDown,
            long totalUp,
            double progress,
            Set<PeerFlag> flags,
            Set<PeerSource> source) {}

    private PeerInfo(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param endpoint see {@link #endpoint()}, not null
     */
    public static Builder builder(Endpoint endpoint) {
        return new Builder(endpoint);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(endpoint())
                .client(client())
                .downRate(downRate())
                .upRate(upRate())
                .totalDown(totalDown())
                .totalUp(totalUp())
                .progress(progress())
                .flags(flags())
                .source(source());
    }

    /** Its address and port. */
    public Endpoint endpoint() {
        return values.endpoint();
    }

    /** The name of its client software, as reported by the peer; empty until reported. */
    public String client() {
        return values.client();
    }

    /** Bytes per second of payload from this peer. */
    public long downRate() {
        return values.downRate();
    }

    /** Bytes per second of payload to this peer. */
    public long upRate() {
        return values.upRate();
    }

    /** Payload bytes received from it on this connection. */
    public long totalDown() {
        return values.totalDown();
    }

    /** Payload bytes sent to it on this connection. */
    public long totalUp() {
        return values.totalUp();
    }

    /** The part of the torrent that it has, 0.0 to 1.0. */
    public double progress() {
        return values.progress();
    }

    /** What is known about the peer and its connection. */
    public Set<PeerFlag> flags() {
        return values.flags();
    }

    /** Where the torrent has it from. */
    public Set<PeerSource> source() {
        return values.source();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerInfo that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "PeerInfo" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(PeerInfo.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private Endpoint endpoint;
        private String client = "";
        private long downRate;
        private long upRate;
        private long totalDown;
        private long totalUp;
        private double progress;
        private Set<PeerFlag> flags = Set.of();
        private Set<PeerSource> source = Set.of();

        private Builder(Endpoint endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        }

        /** Sets {@link PeerInfo#endpoint()}, not null. */
        public Builder endpoint(Endpoint endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
            return this;
        }

        /** Sets {@link PeerInfo#client()}, not null. */
        public Builder client(String client) {
            this.client = Objects.requireNonNull(client, "client");
            return this;
        }

        /** Sets {@link PeerInfo#downRate()}. */
        public Builder downRate(long downRate) {
            this.downRate = downRate;
            return this;
        }

        /** Sets {@link PeerInfo#upRate()}. */
        public Builder upRate(long upRate) {
            this.upRate = upRate;
            return this;
        }

        /** Sets {@link PeerInfo#totalDown()}. */
        public Builder totalDown(long totalDown) {
            this.totalDown = totalDown;
            return this;
        }

        /** Sets {@link PeerInfo#totalUp()}. */
        public Builder totalUp(long totalUp) {
            this.totalUp = totalUp;
            return this;
        }

        /** Sets {@link PeerInfo#progress()}. */
        public Builder progress(double progress) {
            this.progress = progress;
            return this;
        }

        /** Sets {@link PeerInfo#flags()}, not null. */
        public Builder flags(Set<PeerFlag> flags) {
            this.flags = Sets.ordered(Objects.requireNonNull(flags, "flags"));
            return this;
        }

        /** Sets {@link PeerInfo#source()}, not null. */
        public Builder source(Set<PeerSource> source) {
            this.source = Sets.ordered(Objects.requireNonNull(source, "source"));
            return this;
        }

        /** Builds the value. */
        public PeerInfo build() {
            return new PeerInfo(
                    new Values(endpoint, client, downRate, upRate, totalDown, totalUp, progress, flags, source));
        }
    }
}
