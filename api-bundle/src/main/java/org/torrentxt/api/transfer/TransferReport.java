package org.torrentxt.api.transfer;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.torrentxt.value.SerialForm;

/**
 * What became of the torrents of another client or of a backup.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class TransferReport implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(List<TransferredTorrent> torrents, List<String> warnings, boolean isDryRun) {
        private Values {
            torrents = List.copyOf(torrents);
            torrents.forEach(TransferredTorrent.class::cast);
            warnings = List.copyOf(warnings);
            warnings.forEach(String.class::cast);
        }
    }

    private TransferReport(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param torrents see {@link #torrents()}, not null
     */
    public static Builder builder(List<TransferredTorrent> torrents) {
        return new Builder(torrents);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(torrents()).warnings(warnings()).isDryRun(isDryRun());
    }

    /** The torrents, in the order of the queue as far as that is known. */
    public List<TransferredTorrent> torrents() {
        return values.torrents();
    }

    /** What somebody should know of the whole, in one line each, such as that the other client is running. */
    public List<String> warnings() {
        return values.warnings();
    }

    /** True if nothing was added. */
    public boolean isDryRun() {
        return values.isDryRun();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransferReport that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "TransferReport" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(TransferReport.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private List<TransferredTorrent> torrents;
        private List<String> warnings = List.of();
        private boolean isDryRun;

        private Builder(List<TransferredTorrent> torrents) {
            this.torrents = Objects.requireNonNull(torrents, "torrents");
        }

        /** Sets {@link TransferReport#torrents()}, not null. */
        public Builder torrents(List<TransferredTorrent> torrents) {
            this.torrents = Objects.requireNonNull(torrents, "torrents");
            return this;
        }

        /** Sets {@link TransferReport#warnings()}, not null. */
        public Builder warnings(List<String> warnings) {
            this.warnings = Objects.requireNonNull(warnings, "warnings");
            return this;
        }

        /** Sets {@link TransferReport#isDryRun()}. */
        public Builder isDryRun(boolean isDryRun) {
            this.isDryRun = isDryRun;
            return this;
        }

        /** Builds the value. */
        public TransferReport build() {
            return new TransferReport(new Values(torrents, warnings, isDryRun));
        }
    }
}
