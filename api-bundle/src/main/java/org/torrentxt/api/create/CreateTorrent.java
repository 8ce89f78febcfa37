package org.torrentxt.api.create;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * A request to make a .torrent file of a file or folder. Immutable; made by a {@link Builder}:
 *
 * <pre>{@code
 * CreateTorrent request = CreateTorrent.of(folder).tracker("http://tracker.example/announce").build();
 * }</pre>
 */
public final class CreateTorrent {
    /** The smallest piece, in bytes. */
    public static final int MIN_PIECE_LENGTH = 16 * 1024;

    /** The largest piece, in bytes. */
    public static final int MAX_PIECE_LENGTH = 128 * 1024 * 1024;

    /**
     * How far the hashing is.
     *
     * @param bytesDone bytes hashed so far
     * @param bytesTotal bytes to hash in all
     */
    public record Progress(long bytesDone, long bytesTotal) {}

    private final Path content;
    private final TorrentFormat format;
    private final int pieceLength;
    private final List<List<String>> trackerTiers;
    private final List<String> webSeeds;
    private final Optional<String> comment;
    private final Optional<String> creator;
    private final boolean isPrivate;
    private final boolean withHiddenFiles;
    private final Consumer<Progress> onProgress;

    private CreateTorrent(Builder builder) {
        this.content = builder.content;
        this.format = builder.format;
        this.pieceLength = builder.pieceLength;
        this.trackerTiers = List.copyOf(builder.trackerTiers);
        this.webSeeds = List.copyOf(builder.webSeeds);
        this.comment = Optional.ofNullable(builder.comment);
        this.creator = Optional.ofNullable(builder.creator);
        this.isPrivate = builder.isPrivate;
        this.withHiddenFiles = builder.withHiddenFiles;
        this.onProgress = builder.onProgress;
    }

    /**
     * A torrent of the given content.
     *
     * @param content a file, or a folder with at least one file below it; not null
     */
    public static Builder of(Path content) {
        return new Builder(content);
    }

    /** The file or folder. */
    public Path content() {
        return content;
    }

    /** Which version of BitTorrent. */
    public TorrentFormat format() {
        return format;
    }

    /** Bytes of a piece; 0 to choose by the size of the content. */
    public int pieceLength() {
        return pieceLength;
    }

    /** Announce URLs, the first tier first (BEP 12). */
    public List<List<String>> trackerTiers() {
        return trackerTiers;
    }

    /** URLs of web seeds (BEP 19). */
    public List<String> webSeeds() {
        return webSeeds;
    }

    /** A remark for people. */
    public Optional<String> comment() {
        return comment;
    }

    /** The program that made it; empty for this one's name and version. */
    public Optional<String> creator() {
        return creator;
    }

    /** True to find peers by its trackers alone (BEP 27). */
    public boolean isPrivate() {
        return isPrivate;
    }

    /** True to take hidden files and folders, too. */
    public boolean withHiddenFiles() {
        return withHiddenFiles;
    }

    /** Is told how far the hashing is. */
    public Consumer<Progress> onProgress() {
        return onProgress;
    }

    /** Collects a request. Not thread-safe. */
    public static final class Builder {
        private final Path content;
        private TorrentFormat format = TorrentFormat.HYBRID;
        private int pieceLength;
        private final List<List<String>> trackerTiers = new ArrayList<>();
        private final List<String> webSeeds = new ArrayList<>();
        private String comment;
        private String creator;
        private boolean isPrivate;
        private boolean withHiddenFiles;
        private Consumer<Progress> onProgress = progress -> {};

        private Builder(Path content) {
            this.content = Objects.requireNonNull(content, "content");
        }

        /** Chooses the version of BitTorrent; {@link TorrentFormat#HYBRID} unless said otherwise. */
        public Builder format(TorrentFormat version) {
            this.format = Objects.requireNonNull(version, "version");
            return this;
        }

        /**
         * Chooses the size of a piece.
         *
         * @param bytes a power of two from {@link #MIN_PIECE_LENGTH} to {@link #MAX_PIECE_LENGTH}, or 0 to choose by the
         *     size of the content
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for any other number
         */
        public Builder pieceLength(int bytes) {
            if (bytes != 0 && (bytes < MIN_PIECE_LENGTH || bytes > MAX_PIECE_LENGTH || Integer.bitCount(bytes) != 1)) {
                throw TorrentException.invalid(
                        "piece length " + bytes + " is not possible; expected a power of two from " + MIN_PIECE_LENGTH
                                + " to " + MAX_PIECE_LENGTH + " bytes, or 0 to choose by the size of the content");
            }
            this.pieceLength = bytes;
            return this;
        }

        /**
         * Adds a tracker, in a tier of its own after those before it.
         *
         * @param url an announce URL, not null
         */
        public Builder tracker(String url) {
            return trackerTier(List.of(url));
        }

        /**
         * Adds trackers that are one another's substitutes, in a tier after those before it.
         *
         * @param urls announce URLs, at least one
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there are none
         */
        public Builder trackerTier(List<String> urls) {
            if (urls.isEmpty()) {
                throw TorrentException.invalid("a tier without trackers; expected at least one announce URL");
            }
            trackerTiers.add(List.copyOf(urls));
            return this;
        }

        /**
         * Adds a web seed.
         *
         * @param url where the content can be fetched by HTTP, not null
         */
        public Builder webSeed(String url) {
            webSeeds.add(Objects.requireNonNull(url, "url"));
            return this;
        }

        /** Adds a remark for people; null for none. */
        public Builder comment(String text) {
            this.comment = text;
            return this;
        }

        /** Names the program that made it; null for this one's name and version. */
        public Builder creator(String text) {
            this.creator = text;
            return this;
        }

        /** Makes peers findable by its trackers alone. */
        public Builder privateTorrent(boolean only) {
            this.isPrivate = only;
            return this;
        }

        /** Takes hidden files and folders, too. */
        public Builder withHiddenFiles(boolean take) {
            this.withHiddenFiles = take;
            return this;
        }

        /**
         * Asks to be told how far the hashing is: about once a piece, from the hashing threads, one call at a time, never
         * with fewer bytes than before. What the listener throws ends the creation.
         */
        public Builder onProgress(Consumer<Progress> listener) {
            this.onProgress = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** The request as collected so far. */
        public CreateTorrent build() {
            return new CreateTorrent(this);
        }
    }
}
