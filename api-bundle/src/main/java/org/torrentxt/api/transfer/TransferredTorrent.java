package org.torrentxt.api.transfer;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.value.SerialForm;

/**
 * A torrent of another client or of a backup, and what became of it.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class TransferredTorrent implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            String source,
            TransferOutcome outcome,
            int id,
            InfoHashes infoHashes,
            String name,
            String savePath,
            Set<String> labels,
            List<String> notes,
            String reason) {
        private Values {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(infoHashes, "infoHashes");
            labels = Collections.unmodifiableSet(new TreeSet<>(copy(labels)));
            notes = List.copyOf(copy(notes));
        }

        private static List<String> copy(Collection<String> some) {
            some.forEach(String.class::cast);
            return List.copyOf(some);
        }
    }

    private TransferredTorrent(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param source see {@link #source()}, not null
     * @param outcome see {@link #outcome()}, not null
     */
    public static Builder builder(String source, TransferOutcome outcome) {
        return new Builder(source, outcome);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(source(), outcome())
                .id(id())
                .infoHashes(infoHashes())
                .name(name())
                .savePath(savePath())
                .labels(labels())
                .notes(notes())
                .reason(reason());
    }

    /** The file that it was read from, as a text. */
    public String source() {
        return values.source();
    }

    /** What became of it. */
    public TransferOutcome outcome() {
        return values.outcome();
    }

    /** Its id in the session; 0 if it is not there, as in a dry run. */
    public int id() {
        return values.id();
    }

    /** Its info-hashes; {@link InfoHashes#NONE} if they are unknown. */
    public InfoHashes infoHashes() {
        return values.infoHashes();
    }

    /** Its name; that of the file if it is unknown. */
    public String name() {
        return values.name();
    }

    /** The folder of its content; empty if it is unknown. */
    public String savePath() {
        return values.savePath();
    }

    /** Its labels: those of the client, its categories and its tags. */
    public Set<String> labels() {
        return values.labels();
    }

    /** What is different from before, one sentence without a full stop each. */
    public List<String> notes() {
        return values.notes();
    }

    /** Why it was refused, in one line; empty if it was not. */
    public String reason() {
        return values.reason();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransferredTorrent that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "TransferredTorrent" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(TransferredTorrent.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private String source;
        private TransferOutcome outcome;
        private int id;
        private InfoHashes infoHashes = InfoHashes.NONE;
        private String name = "";
        private String savePath = "";
        private Set<String> labels = Set.of();
        private List<String> notes = List.of();
        private String reason = "";

        private Builder(String source, TransferOutcome outcome) {
            this.source = Objects.requireNonNull(source, "source");
            this.outcome = Objects.requireNonNull(outcome, "outcome");
        }

        /** Sets {@link TransferredTorrent#source()}, not null. */
        public Builder source(String source) {
            this.source = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Sets {@link TransferredTorrent#outcome()}, not null. */
        public Builder outcome(TransferOutcome outcome) {
            this.outcome = Objects.requireNonNull(outcome, "outcome");
            return this;
        }

        /** Sets {@link TransferredTorrent#id()}. */
        public Builder id(int id) {
            this.id = id;
            return this;
        }

        /** Sets {@link TransferredTorrent#infoHashes()}, not null. */
        public Builder infoHashes(InfoHashes infoHashes) {
            this.infoHashes = Objects.requireNonNull(infoHashes, "infoHashes");
            return this;
        }

        /** Sets {@link TransferredTorrent#name()}, not null. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets {@link TransferredTorrent#savePath()}, not null. */
        public Builder savePath(String savePath) {
            this.savePath = Objects.requireNonNull(savePath, "savePath");
            return this;
        }

        /** Sets {@link TransferredTorrent#labels()}, not null. */
        public Builder labels(Set<String> labels) {
            this.labels = Objects.requireNonNull(labels, "labels");
            return this;
        }

        /** Sets {@link TransferredTorrent#notes()}, not null. */
        public Builder notes(List<String> notes) {
            this.notes = Objects.requireNonNull(notes, "notes");
            return this;
        }

        /** Sets {@link TransferredTorrent#reason()}, not null. */
        public Builder reason(String reason) {
            this.reason = Objects.requireNonNull(reason, "reason");
            return this;
        }

        /** Builds the value. */
        public TransferredTorrent build() {
            return new TransferredTorrent(
                    new Values(source, outcome, id, infoHashes, name, savePath, labels, notes, reason));
        }
    }
}
