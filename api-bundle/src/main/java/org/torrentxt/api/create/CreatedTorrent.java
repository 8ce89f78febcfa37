package org.torrentxt.api.create;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.value.SerialForm;

/**
 * A created .torrent file.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class CreatedTorrent implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            byte[] content,
            InfoHashes infoHashes,
            String name,
            Path savePath,
            long totalSize,
            int pieceLength,
            int numPieces,
            int numFiles,
            String magnetUri,
            List<HashedFile> hashedFiles) {
        private Values {
            hashedFiles = List.copyOf(hashedFiles);
        }

        // Two values are the same torrent if their bytes are equal, not if they share an array.
        @Override
        public boolean equals(Object other) {
            return other instanceof Values that
                    && Arrays.equals(content, that.content)
                    && savePath.equals(that.savePath)
                    && magnetUri.equals(that.magnetUri)
                    && hashedFiles.equals(that.hashedFiles);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "Values[name=" + name + ", infoHashes=" + infoHashes + ", content of " + content.length + " bytes]";
        }
    }

    private CreatedTorrent(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param content see {@link #content()}, not null
     * @param infoHashes see {@link #infoHashes()}, not null
     */
    public static Builder builder(byte[] content, InfoHashes infoHashes) {
        return new Builder(content, infoHashes);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(content(), infoHashes())
                .name(name())
                .savePath(savePath())
                .totalSize(totalSize())
                .pieceLength(pieceLength())
                .numPieces(numPieces())
                .numFiles(numFiles())
                .magnetUri(magnetUri())
                .hashedFiles(hashedFiles());
    }

    /** A copy of its bytes, bencoded. */
    public byte[] content() {
        return values.content().clone();
    }

    /** Its info-hashes. */
    public InfoHashes infoHashes() {
        return values.infoHashes();
    }

    /** Its name: that of the file or folder. */
    public String name() {
        return values.name();
    }

    /**
     * The save path for seeding the existing content: its parent folder, except for a folder with a single file and
     * {@link TorrentFormat#V2}, where it is that folder, as the engine treats such a torrent as a single file.
     */
    public Path savePath() {
        return values.savePath();
    }

    /** Bytes of all files, without pad files. */
    public long totalSize() {
        return values.totalSize();
    }

    /** Piece length in bytes. */
    public int pieceLength() {
        return values.pieceLength();
    }

    /** Number of pieces. */
    public int numPieces() {
        return values.numPieces();
    }

    /** Number of files, without pad files. */
    public int numFiles() {
        return values.numFiles();
    }

    /** Its magnet link, with name, size, trackers and web seeds. */
    public String magnetUri() {
        return values.magnetUri();
    }

    /**
     * Its files, without pad files, as they were when they were hashed; unmodifiable. A file that is changed afterwards
     * has another size or another time of last modification.
     */
    public List<HashedFile> hashedFiles() {
        return values.hashedFiles();
    }

    /**
     * Begins a request to seed the content where it is, without hashing it again:
     *
     * <pre>{@code
     * Torrent torrent = session.add(created.seed().started().build()).torrent();
     * }</pre>
     *
     * <p>Content that has changed since is checked; see {@link AddTorrent.Builder#seed(List)}.
     *
     * @return with {@link #content()}, {@link #savePath()} and {@link #hashedFiles()}
     */
    public AddTorrent.Builder seed() {
        return AddTorrent.torrentBytes(values.content()).savePath(savePath()).seed(hashedFiles());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CreatedTorrent that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "CreatedTorrent" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(CreatedTorrent.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private byte[] content;
        private InfoHashes infoHashes;
        private String name = "";
        private Path savePath = Path.of("");
        private long totalSize;
        private int pieceLength;
        private int numPieces;
        private int numFiles;
        private String magnetUri = "";
        private List<HashedFile> hashedFiles = List.of();

        private Builder(byte[] content, InfoHashes infoHashes) {
            this.content = Objects.requireNonNull(content, "content").clone();
            this.infoHashes = Objects.requireNonNull(infoHashes, "infoHashes");
        }

        /** Sets {@link CreatedTorrent#content()}, not null. */
        public Builder content(byte[] content) {
            this.content = Objects.requireNonNull(content, "content").clone();
            return this;
        }

        /** Sets {@link CreatedTorrent#infoHashes()}, not null. */
        public Builder infoHashes(InfoHashes infoHashes) {
            this.infoHashes = Objects.requireNonNull(infoHashes, "infoHashes");
            return this;
        }

        /** Sets {@link CreatedTorrent#name()}, not null. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets {@link CreatedTorrent#savePath()}, not null; {@code Path.of("")} unless set. */
        public Builder savePath(Path savePath) {
            this.savePath = Objects.requireNonNull(savePath, "savePath");
            return this;
        }

        /** Sets {@link CreatedTorrent#totalSize()}. */
        public Builder totalSize(long totalSize) {
            this.totalSize = totalSize;
            return this;
        }

        /** Sets {@link CreatedTorrent#pieceLength()}. */
        public Builder pieceLength(int pieceLength) {
            this.pieceLength = pieceLength;
            return this;
        }

        /** Sets {@link CreatedTorrent#numPieces()}. */
        public Builder numPieces(int numPieces) {
            this.numPieces = numPieces;
            return this;
        }

        /** Sets {@link CreatedTorrent#numFiles()}. */
        public Builder numFiles(int numFiles) {
            this.numFiles = numFiles;
            return this;
        }

        /** Sets {@link CreatedTorrent#magnetUri()}, not null. */
        public Builder magnetUri(String magnetUri) {
            this.magnetUri = Objects.requireNonNull(magnetUri, "magnetUri");
            return this;
        }

        /** Sets {@link CreatedTorrent#hashedFiles()}, not null and without nulls; copied. */
        public Builder hashedFiles(List<HashedFile> hashedFiles) {
            this.hashedFiles = List.copyOf(Objects.requireNonNull(hashedFiles, "hashedFiles"));
            return this;
        }

        /** Builds the value. */
        public CreatedTorrent build() {
            return new CreatedTorrent(new Values(
                    content,
                    infoHashes,
                    name,
                    savePath,
                    totalSize,
                    pieceLength,
                    numPieces,
                    numFiles,
                    magnetUri,
                    hashedFiles));
        }
    }
}
