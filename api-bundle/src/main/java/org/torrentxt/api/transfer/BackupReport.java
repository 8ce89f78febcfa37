package org.torrentxt.api.transfer;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.torrentxt.value.SerialForm;

/**
 * What a backup contains, and what it does not.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class BackupReport implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(int torrents, List<String> omitted, List<String> warnings) {
        private Values {
            omitted = List.copyOf(omitted);
            omitted.forEach(String.class::cast);
            warnings = List.copyOf(warnings);
            warnings.forEach(String.class::cast);
        }
    }

    private BackupReport(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param torrents see {@link #torrents()}
     */
    public static Builder builder(int torrents) {
        return new Builder(torrents);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(torrents()).omitted(omitted()).warnings(warnings());
    }

    /** The number of torrents in it. */
    public int torrents() {
        return values.torrents();
    }

    /**
     * What was omitted as a secret, such as {@code torrent 3: tracker https://tracker.example}, sorted by torrents;
     * settings and configurations last.
     */
    public List<String> omitted() {
        return values.omitted();
    }

    /** What else is missing in it, in one line each. */
    public List<String> warnings() {
        return values.warnings();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackupReport that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "BackupReport" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(BackupReport.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private int torrents;
        private List<String> omitted = List.of();
        private List<String> warnings = List.of();

        private Builder(int torrents) {
            this.torrents = torrents;
        }

        /** Sets {@link BackupReport#torrents()}. */
        public Builder torrents(int torrents) {
            this.torrents = torrents;
            return this;
        }

        /** Sets {@link BackupReport#omitted()}, not null. */
        public Builder omitted(List<String> omitted) {
            this.omitted = Objects.requireNonNull(omitted, "omitted");
            return this;
        }

        /** Sets {@link BackupReport#warnings()}, not null. */
        public Builder warnings(List<String> warnings) {
            this.warnings = Objects.requireNonNull(warnings, "warnings");
            return this;
        }

        /** Builds the value. */
        public BackupReport build() {
            return new BackupReport(new Values(torrents, omitted, warnings));
        }
    }
}
