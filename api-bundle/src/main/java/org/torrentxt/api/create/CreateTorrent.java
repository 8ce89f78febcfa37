package org.torrentxt.api.create;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
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
import org.torrentxt.api.Credentials;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;

/**
 * A request to create a .torrent file for a file or folder. Immutable; created with a {@link Builder}:
 *
 * <pre>{@code
 * CreateTorrent request = CreateTorrent.of(folder).tracker("http://tracker.example/announce").build();
 * }</pre>
 *
 * <p>A folder includes everything below it, in the order of the names' UTF-8 bytes, folder by folder. The following are
 * skipped: folders without files (a torrent cannot contain them), hidden files and folders (see
 * {@link Builder#withHiddenFiles}), dangling symbolic links, other links by choice ({@link Builder#symbolicLinks}), and
 * excluded paths ({@link Builder#exclude}). The creation fails for anything else that is neither file nor folder, and
 * for names that clients would change when they load the torrent: names with a backslash, a control character or a
 * direction mark, names longer than 240 bytes, names that differ only in the case of ASCII letters, and names of pad
 * files.
 *
 * <p>Serialisable, except for {@link #onProgress}, and checked again when it is read. A path is sent as text, and is one
 * of the machine of the creator. URLs are sent with user names and passwords, which {@link #toString} does not show.
 */
public final class CreateTorrent implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The minimum piece length in bytes. */
    public static final int MIN_PIECE_LENGTH = 16 * 1024;

    /** The maximum piece length in bytes. */
    public static final int MAX_PIECE_LENGTH = 128 * 1024 * 1024;

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s/]\\S*");

    private static final int MAX_SHOWN = 80;

    /**
     * The progress of hashing.
     *
     * @param bytesDone bytes hashed so far
     * @param bytesTotal total bytes to hash
     */
    public record Progress(long bytesDone, long bytesTotal) {}

    private final transient Values values;
    private final transient Consumer<Progress> onProgress;

    private record Values(
            Path content,
            TorrentFormat format,
            int pieceLength,
            List<List<String>> trackerTiers,
            List<String> webSeeds,
            Optional<String> comment,
            Optional<String> creator,
            Optional<Instant> creationDate,
            boolean isPrivate,
            Optional<String> source,
            Set<Path> excluded,
            List<DhtNode> dhtNodes,
            boolean withHiddenFiles,
            SymbolicLinks symbolicLinks) {
        // Not by the builder alone: a request that is read was not built here.
        private Values {
            checkPieceLength(pieceLength);
            trackerTiers = trackerTiers.stream().map(CreateTorrent::checkedTier).toList();
            webSeeds = List.copyOf(webSeeds);
            webSeeds.forEach(CreateTorrent::requireUrl);
            excluded = Set.copyOf(excluded);
            dhtNodes = List.copyOf(dhtNodes);
            dhtNodes.forEach(DhtNode.class::cast);
        }
    }

    private CreateTorrent(Values values) {
        this(values, progress -> {});
    }

    private CreateTorrent(Values values, Consumer<Progress> onProgress) {
        this.values = values;
        this.onProgress = onProgress;
    }

    /**
     * Creates a request for the given content.
     *
     * @param content a file, or a folder with at least one file below it; not null
     */
    public static Builder of(Path content) {
        return new Builder(content);
    }

    /** The file or folder. */
    public Path content() {
        return values.content();
    }

    /** The BitTorrent version. */
    public TorrentFormat format() {
        return values.format();
    }

    /** Piece length in bytes; 0 to choose by the content. */
    public int pieceLength() {
        return values.pieceLength();
    }

    /** Announce URLs, the first tier first (BEP 12). */
    public List<List<String>> trackerTiers() {
        return values.trackerTiers();
    }

    /** Web seed URLs (BEP 19). */
    public List<String> webSeeds() {
        return values.webSeeds();
    }

    /** A comment. */
    public Optional<String> comment() {
        return values.comment();
    }

    /** The program that created it; empty for the name and version of this program. */
    public Optional<String> creator() {
        return values.creator();
    }

    /** The creation date; empty for the current time. */
    public Optional<Instant> creationDate() {
        return values.creationDate();
    }

    /** True if peers may be found through its trackers only (BEP 27). */
    public boolean isPrivate() {
        return values.isPrivate();
    }

    /** The source that a private tracker requires; empty for none. */
    public Optional<String> source() {
        return values.source();
    }

    /** Files and folders to exclude from the torrent. */
    public Set<Path> excluded() {
        return values.excluded();
    }

    /** DHT nodes for clients without a tracker (BEP 5). */
    public List<DhtNode> dhtNodes() {
        return values.dhtNodes();
    }

    /** True to include hidden files and folders. */
    public boolean withHiddenFiles() {
        return values.withHiddenFiles();
    }

    /** How symbolic links below the folder are handled. */
    public SymbolicLinks symbolicLinks() {
        return values.symbolicLinks();
    }

    /** Receives the progress of hashing; nobody does in a request that was sent. */
    public Consumer<Progress> onProgress() {
        return onProgress;
    }

    /** True for a request with the same content and options, whoever receives its progress. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CreateTorrent that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name, without user names and passwords in URLs. */
    @Override
    public String toString() {
        return Credentials.hide("CreateTorrent" + values.toString().substring("Values".length()));
    }

    private Object writeReplace() {
        return SerialForm.of(CreateTorrent.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    private static void checkPieceLength(int bytes) {
        if (bytes != 0 && (bytes < MIN_PIECE_LENGTH || bytes > MAX_PIECE_LENGTH || Integer.bitCount(bytes) != 1)) {
            throw TorrentException.invalid("invalid piece length " + bytes + ": expected a power of two from "
                    + MIN_PIECE_LENGTH + " to " + MAX_PIECE_LENGTH
                    + " bytes, or 0 to choose by the size of the content");
        }
    }

    private static List<String> checkedTier(List<String> urls) {
        if (urls.isEmpty()) {
            throw TorrentException.invalid("empty tracker tier; expected at least one announce URL");
        }
        urls.forEach(url -> requireUrl(Objects.requireNonNull(url, "urls contains null")));
        return List.copyOf(urls);
    }

    private static void requireUrl(String url) {
        if (!URL.matcher(Objects.requireNonNull(url, "url")).matches()) {
            String shown = url.length() <= MAX_SHOWN ? url : url.substring(0, MAX_SHOWN) + "...";
            throw TorrentException.invalid(
                    "invalid URL '" + shown + "': expected a URL such as http://host.example/announce");
        }
    }

    /** Builds a request. Not thread-safe. */
    public static final class Builder {
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

        /** Sets the BitTorrent version; the default is {@link TorrentFormat#HYBRID}. */
        public Builder format(TorrentFormat version) {
            this.format = Objects.requireNonNull(version, "version");
            return this;
        }

        /**
         * Sets the piece length.
         *
         * @param bytes a power of two from {@link #MIN_PIECE_LENGTH} to {@link #MAX_PIECE_LENGTH}, or 0 to choose by
         *     the size of the content, and in a hybrid torrent of a folder also by the sizes of its files, as each of
         *     them is padded to the end of a piece
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for any other number
         */
        public Builder pieceLength(int bytes) {
            checkPieceLength(bytes);
            this.pieceLength = bytes;
            return this;
        }

        /**
         * Adds a tracker in a new tier after the existing ones.
         *
         * @param url an announce URL, not null
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not a URL
         */
        public Builder tracker(String url) {
            return trackerTier(List.of(Objects.requireNonNull(url, "url")));
        }

        /**
         * Adds alternative trackers in a new tier after the existing ones.
         *
         * @param urls announce URLs, at least one
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there are none, or one is not a URL
         */
        public Builder trackerTier(List<String> urls) {
            trackerTiers.add(checkedTier(Objects.requireNonNull(urls, "urls")));
            return this;
        }

        /**
         * Adds a web seed.
         *
         * @param url where the content can be downloaded over HTTP, not null; for a folder, the URL of its parent
         *     folder
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not a URL
         */
        public Builder webSeed(String url) {
            requireUrl(url);
            webSeeds.add(url);
            return this;
        }

        /** Sets the comment, not null; none by default. */
        public Builder comment(String text) {
            this.comment = Objects.requireNonNull(text, "text");
            return this;
        }

        /** Sets the program that created it, not null; by default, the name and version of this program. */
        public Builder creator(String text) {
            this.creator = Objects.requireNonNull(text, "text");
            return this;
        }

        /**
         * Sets the creation date, with a resolution of a second, not null; by default, the current time. Does
         * not change the info-hash.
         */
        public Builder creationDate(Instant time) {
            this.creationDate = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Makes the torrent private: peers may be found through its trackers only. */
        public Builder privateTorrent(boolean only) {
            this.isPrivate = only;
            return this;
        }

        /**
         * Sets the source, as some private trackers require: the torrent gets another info-hash than the same content
         * elsewhere, so that clients can distinguish them. Stored as {@code source} in the info dictionary.
         *
         * @param text not null; none by default
         */
        public Builder source(String text) {
            this.source = Objects.requireNonNull(text, "text");
            return this;
        }

        /**
         * Excludes a file or folder, such as the .torrent file that will be written to the content folder. It need not
         * exist.
         *
         * @param path not null
         */
        public Builder exclude(Path path) {
            excluded.add(Objects.requireNonNull(path, "path"));
            return this;
        }

        /**
         * Adds a DHT node for clients without a tracker.
         *
         * @param host a host name or an IP address literal
         * @param port its UDP port, 1 to 65535
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if the host is empty or the port out of range
         */
        public Builder dhtNode(String host, int port) {
            dhtNodes.add(new DhtNode(host, port));
            return this;
        }

        /** Includes hidden files and folders. The path given to {@link #of} is always included. */
        public Builder withHiddenFiles(boolean take) {
            this.withHiddenFiles = take;
            return this;
        }

        /**
         * Sets how symbolic links below the folder are handled; the default is {@link SymbolicLinks#INSIDE}. If the
         * path given to {@link #of} is itself a link, it is followed.
         */
        public Builder symbolicLinks(SymbolicLinks choice) {
            this.symbolicLinks = Objects.requireNonNull(choice, "choice");
            return this;
        }

        /**
         * Sets a listener for the progress of hashing: called at the start with 0 bytes, then about once per MiB or per
         * piece, whichever is larger, and at the end with all bytes. Called by the hashing threads, one call at a time,
         * never with fewer bytes than before; a slow listener slows down hashing. An exception from it ends the
         * creation.
         */
        public Builder onProgress(Consumer<Progress> listener) {
            this.onProgress = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Builds the request. */
        public CreateTorrent build() {
            return new CreateTorrent(
                    new Values(
                            content,
                            format,
                            pieceLength,
                            trackerTiers,
                            webSeeds,
                            Optional.ofNullable(comment),
                            Optional.ofNullable(creator),
                            Optional.ofNullable(creationDate),
                            isPrivate,
                            Optional.ofNullable(source),
                            excluded,
                            dhtNodes,
                            withHiddenFiles,
                            symbolicLinks),
                    onProgress);
        }
    }
}
