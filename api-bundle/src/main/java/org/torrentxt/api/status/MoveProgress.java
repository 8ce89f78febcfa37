package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import org.torrentxt.value.SerialForm;

/**
 * How far the files of a torrent are copied to a folder on another file system.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class MoveProgress implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(Path folder, long bytesDone, long bytesTotal) {}

    private MoveProgress(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param folder see {@link #folder()}, not null
     */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(folder()).bytesDone(bytesDone()).bytesTotal(bytesTotal());
    }

    /** Where they are moved to. */
    public Path folder() {
        return values.folder();
    }

    /** Bytes that are copied and compared; a byte that is copied, but not compared yet, counts half. */
    public long bytesDone() {
        return values.bytesDone();
    }

    /** Bytes of all files that exist; 0 until they are known. */
    public long bytesTotal() {
        return values.bytesTotal();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MoveProgress that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "MoveProgress" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(MoveProgress.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private Path folder;
        private long bytesDone;
        private long bytesTotal;

        private Builder(Path folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
        }

        /** Sets {@link MoveProgress#folder()}, not null. */
        public Builder folder(Path folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /** Sets {@link MoveProgress#bytesDone()}. */
        public Builder bytesDone(long bytesDone) {
            this.bytesDone = bytesDone;
            return this;
        }

        /** Sets {@link MoveProgress#bytesTotal()}. */
        public Builder bytesTotal(long bytesTotal) {
            this.bytesTotal = bytesTotal;
            return this;
        }

        /** Builds the value. */
        public MoveProgress build() {
            return new MoveProgress(new Values(folder, bytesDone, bytesTotal));
        }
    }
}
