package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.torrentxt.value.SerialForm;

/**
 * A partly downloaded piece. A block has 16 KiB.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class PartialPiece implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(int piece, int numBlocks, int finished, int writing, int requested) {}

    private PartialPiece(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param piece see {@link #piece()}
     */
    public static Builder builder(int piece) {
        return new Builder(piece);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(piece())
                .numBlocks(numBlocks())
                .finished(finished())
                .writing(writing())
                .requested(requested());
    }

    /** 0-based index. */
    public int piece() {
        return values.piece();
    }

    /** Number of blocks. */
    public int numBlocks() {
        return values.numBlocks();
    }

    /** Blocks written to disk. */
    public int finished() {
        return values.finished();
    }

    /** Blocks being written to disk. */
    public int writing() {
        return values.writing();
    }

    /** Blocks requested from peers. */
    public int requested() {
        return values.requested();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartialPiece that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "PartialPiece" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(PartialPiece.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private int piece;
        private int numBlocks;
        private int finished;
        private int writing;
        private int requested;

        private Builder(int piece) {
            this.piece = piece;
        }

        /** Sets {@link PartialPiece#piece()}. */
        public Builder piece(int piece) {
            this.piece = piece;
            return this;
        }

        /** Sets {@link PartialPiece#numBlocks()}. */
        public Builder numBlocks(int numBlocks) {
            this.numBlocks = numBlocks;
            return this;
        }

        /** Sets {@link PartialPiece#finished()}. */
        public Builder finished(int finished) {
            this.finished = finished;
            return this;
        }

        /** Sets {@link PartialPiece#writing()}. */
        public Builder writing(int writing) {
            this.writing = writing;
            return this;
        }

        /** Sets {@link PartialPiece#requested()}. */
        public Builder requested(int requested) {
            this.requested = requested;
            return this;
        }

        /** Builds the value. */
        public PartialPiece build() {
            return new PartialPiece(new Values(piece, numBlocks, finished, writing, requested));
        }
    }
}
