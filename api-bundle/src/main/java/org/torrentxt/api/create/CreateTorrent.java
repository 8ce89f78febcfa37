package org.torrentxt.api.create;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * A request to make a .torrent file of a file or folder. Immutable; made by a {@link Builder}:
 *
 * <pre>{@code
 * CreateTorrent request = CreateTorrent.of(folder).tracker("http://tracker.example/announce").build();
 * }</pre>
 *
 * <p>A folder is taken with everything below it, in the order of the names' UTF-8 bytes, folder by folder. Skipped are
 * folders with no file in them (a torrent cannot name them), hidden files and folders ({@link Builder#withHiddenFiles}), symbolic links that lead
 * nowhere, others by choice ({@link Builder#symbolicLinks}), and what is excluded ({@link Builder#exclude}). Anything else that is neither file nor folder ends the creation, and so does a
 * name that clients would change when they load the torrent: one with a backslash, a control character or a mark
 * that turns the writing direction, one of more than 240 bytes, two that differ in the case of ASCII letters only, and
 * what pad files are called.
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
    private final Optional<Instant> creationDate;
    private final boolean isPrivate;
    private final Optional<String> source;
    private final Set<Path> excluded;
    private final List<DhtNode> dhtNodes;
    private final boolean withHiddenFiles;
    private final SymbolicLinks symbolicLinks;
    private final Consumer<Progress> onProgress;

    private CreateTorrent(Builder builder) {
        this.content = builder.content;
        this.format = builder.format;
        this.pieceLength = builder.pieceLength;
        this.trackerTiers = List.copyOf(builder.trackerTiers);
        this.webSeeds = List.copyOf(builder.webSeeds);
        this.comment = Optional.ofNullable(builder.comment);
        this.creator = Optional.ofNullable(builder.creator);
        this.creationDate = Optional.ofNullable(builder.creationDate);
        this.isPrivate = builder.isPrivate;
        this.source = Optional.ofNullable(builder.source);
        this.excluded = Set.copyOf(builder.excluded);
        this.dhtNodes = List.copyOf(builder.dhtNodes);
        this.withHiddenFiles = builder.withHiddenFiles;
        this.symbolicLinks = builder.symbolicLinks;
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

    /** When it was made; empty for the time of the creation. */
    public Optional<Instant> creationDate() {
        return creationDate;
    }

    /** True to find peers by its trackers alone (BEP 27). */
    public boolean isPrivate() {
        return isPrivate;
    }

    /** What a private tracker knows its torrents by; empty for nothing. */
    public Optional<String> source() {
        return source;
    }

    /** Files and folders that are not part of the torrent, although they are in its folder. */
    public Set<Path> excluded() {
        return excluded;
    }

    /** Where a client without a tracker enters the DHT (BEP 5). */
    public List<DhtNode> dhtNodes() {
        return dhtNodes;
    }

    /** True to take hidden files and folders, too. */
    public boolean withHiddenFiles() {
        return withHiddenFiles;
    }

    /** What becomes of symbolic links below the folder. */
    public SymbolicLinks symbolicLinks() {
        return symbolicLinks;
    }

    /** Receives the progress of hashing. */
    public Consumer<Progress> onProgress() {
        return onProgress;
    }

    /** Collects a request. Not thread-safe. */
    public static final class Builder {
        private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s/]\\S*");

        private static final int MAX_SHOWN = 80;

        private final Path content;
        private TorrentFormat format = TorrentFormat.HYBRID;
        private int pieceLength;
        private final List<List<String>> trackerTiers = new ArrayList<>();
        private final List<String> webSeeds = new ArrayList<>();
        private String comment;
        private String creator;
        private Instant creationDate;
        private boolean isPrivate;
        private String source;
        private final Set<Path> excluded = new HashSet<>();
        private final List<DhtNode> dhtNodes = new ArrayList<>();
        private boolean withHiddenFiles;
        private SymbolicLinks symbolicLinks = SymbolicLinks.INSIDE;
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
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not a URL
         */
        public Builder tracker(String url) {
            return trackerTier(List.of(Objects.requireNonNull(url, "url")));
        }

        /**
         * Adds trackers that are one another's substitutes, in a tier after those before it.
         *
         * @param urls announce URLs, at least one
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there are none, or one is not a URL
         */
        public Builder trackerTier(List<String> urls) {
            if (Objects.requireNonNull(urls, "urls").isEmpty()) {
                throw TorrentException.invalid("a tier without trackers; expected at least one announce URL");
            }
            urls.forEach(url -> requireUrl(Objects.requireNonNull(url, "urls contains null")));
            trackerTiers.add(List.copyOf(urls));
            return this;
        }

        /**
         * Adds a web seed.
         *
         * @param url where the content can be fetched by HTTP, not null; for a folder, the URL of the one that it lies in
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not a URL
         */
        public Builder webSeed(String url) {
            requireUrl(url);
            webSeeds.add(url);
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

        /** Dates it, to the second; null for the time of the creation. The info-hash does not depend on it. */
        public Builder creationDate(Instant time) {
            this.creationDate = time;
            return this;
        }

        /** Makes peers findable by its trackers alone. */
        public Builder privateTorrent(boolean only) {
            this.isPrivate = only;
            return this;
        }

        /**
         * Names the source, as some private trackers require: the torrent gets another info-hash than the same content has elsewhere, so that clients can
         * tell them apart. Stored as {@code source} in the info dictionary.
         *
         * @param text null for none
         */
        public Builder source(String text) {
            this.source = text;
            return this;
        }

        /**
         * Excludes a file or folder, such as the .torrent file that is to be written into the folder it is made of. It need not exist.
         *
         * @param path not null
         */
        public Builder exclude(Path path) {
            excluded.add(Objects.requireNonNull(path, "path"));
            return this;
        }

        /**
         * Adds a node where a client without a tracker enters the DHT.
         *
         * @param host a host name or an IP address literal
         * @param port its UDP port, 1 to 65535
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if the host is empty or the port out of range
         */
        public Builder dhtNode(String host, int port) {
            dhtNodes.add(new DhtNode(host, port));
            return this;
        }

        /** Takes hidden files and folders, too. What {@link #of} was given is always taken. */
        public Builder withHiddenFiles(boolean take) {
            this.withHiddenFiles = take;
            return this;
        }

        /**
         * Chooses what becomes of symbolic links below the folder; {@link SymbolicLinks#INSIDE} unless said otherwise. If what
         * {@link #of} was given is itself a link, it is followed.
         */
        public Builder symbolicLinks(SymbolicLinks choice) {
            this.symbolicLinks = Objects.requireNonNull(choice, "choice");
            return this;
        }

        /**
         * Reports the progress of hashing: at its start with 0 bytes, then about once per MiB or per piece, whichever is
         * more, and at last with all bytes. Called by the hashing threads, one call at a time, never with fewer bytes than
         * before; a listener that takes long slows the hashing. What it throws ends the creation.
         */
        public Builder onProgress(Consumer<Progress> listener) {
            this.onProgress = Objects.requireNonNull(listener, "listener");
            return this;
        }

        private static void requireUrl(String url) {
            if (!URL.matcher(Objects.requireNonNull(url, "url")).matches()) {
                String shown = url.length() <= MAX_SHOWN ? url : url.substring(0, MAX_SHOWN) + "...";
                throw TorrentException.invalid(
                        "not a URL: '" + shown + "'; expected one like http://host.example/announce");
            }
        }

        /** The request as collected so far. */
        public CreateTorrent build() {
            return new CreateTorrent(this);
        }
    }
}
