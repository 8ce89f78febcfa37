package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import org.torrentxt.api.FilePriority;
import org.torrentxt.value.SerialForm;

/**
 * One file of a torrent at one moment.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class FileInfo implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            int index,
            String path,
            long size,
            long progress,
            FilePriority priority,
            long offset,
            int firstPiece,
            int pieceCount,
            String root) {}

    private FileInfo(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param index see {@link #index()}
     * @param path see {@link #path()}, not null
     */
    public static Builder builder(int index, String path) {
        return new Builder(index, path);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(index(), path())
                .size(size())
                .progress(progress())
                .priority(priority())
                .offset(offset())
                .firstPiece(firstPiece())
                .pieceCount(pieceCount())
                .root(root());
    }

    /** Its 0-based position in the torrent, which identifies it in calls and events. */
    public int index() {
        return values.index();
    }

    /** Its path within the torrent, relative, with {@code /}. */
    public String path() {
        return values.path();
    }

    /** Its size in bytes. */
    public long size() {
        return values.size();
    }

    /** Downloaded and verified bytes. */
    public long progress() {
        return values.progress();
    }

    /** Its download priority. */
    public FilePriority priority() {
        return values.priority();
    }

    /** Where it begins in the torrent's content, in bytes: all files one after the other, pad files included. */
    public long offset() {
        return values.offset();
    }

    /** 0-based index of the piece that holds its first byte. */
    public int firstPiece() {
        return values.firstPiece();
    }

    /**
     * How many pieces hold its bytes, the first and the last of which it may share with other files; 0 for an empty
     * file.
     */
    public int pieceCount() {
        return values.pieceCount();
    }

    /**
     * The root of its hash tree (BEP 52) in 64 hexadecimal digits: two files with the same root have the same bytes,
     * whatever torrents they are in. Empty in a torrent of v1 only, and for an empty file.
     */
    public String root() {
        return values.root();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileInfo that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "FileInfo" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(FileInfo.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private int index;
        private String path;
        private long size;
        private long progress;
        private FilePriority priority = FilePriority.NORMAL;
        private long offset;
        private int firstPiece;
        private int pieceCount;
        private String root = "";

        private Builder(int index, String path) {
            this.index = index;
            this.path = Objects.requireNonNull(path, "path");
        }

        /** Sets {@link FileInfo#index()}. */
        public Builder index(int index) {
            this.index = index;
            return this;
        }

        /** Sets {@link FileInfo#path()}, not null. */
        public Builder path(String path) {
            this.path = Objects.requireNonNull(path, "path");
            return this;
        }

        /** Sets {@link FileInfo#size()}. */
        public Builder size(long size) {
            this.size = size;
            return this;
        }

        /** Sets {@link FileInfo#progress()}. */
        public Builder progress(long progress) {
            this.progress = progress;
            return this;
        }

        /** Sets {@link FileInfo#priority()}, not null; {@code FilePriority.NORMAL} unless set. */
        public Builder priority(FilePriority priority) {
            this.priority = Objects.requireNonNull(priority, "priority");
            return this;
        }

        /** Sets {@link FileInfo#offset()}. */
        public Builder offset(long offset) {
            this.offset = offset;
            return this;
        }

        /** Sets {@link FileInfo#firstPiece()}. */
        public Builder firstPiece(int firstPiece) {
            this.firstPiece = firstPiece;
            return this;
        }

        /** Sets {@link FileInfo#pieceCount()}. */
        public Builder pieceCount(int pieceCount) {
            this.pieceCount = pieceCount;
            return this;
        }

        /** Sets {@link FileInfo#root()}, not null. */
        public Builder root(String root) {
            this.root = Objects.requireNonNull(root, "root");
            return this;
        }

        /** Builds the value. */
        public FileInfo build() {
            return new FileInfo(
                    new Values(index, path, size, progress, priority, offset, firstPiece, pieceCount, root));
        }
    }
}
