package org.torrentxt.api;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.value.SerialForm;
import org.torrentxt.value.Sets;

/**
 * A request to add one torrent: its source and initial options. Immutable; created with a {@link Builder}:
 *
 * <pre>{@code
 * Torrent torrent = session.add(AddTorrent.magnet(uri).savePath(folder).paused().build()).torrent();
 * }</pre>
 *
 * <p>Serialisable, and checked again when it is read. A path is sent as text, and is one of the machine of the session.
 * URLs are sent with user names and passwords, which {@link #toString} does not show.
 */
public final class AddTorrent implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where the torrent comes from; serialisable. */
    @ProviderType
    public sealed interface Source extends Serializable {}

    /**
     * A magnet link (BEP 9); the metadata is fetched from peers.
     *
     * @param uri a {@code magnet:?xt=urn:btih:} or {@code urn:btmh:} link, as returned by {@link MagnetLink#clean}
     */
    public record Magnet(String uri) implements Source {
        /** Rejects nulls. */
        public Magnet {
            Objects.requireNonNull(uri, "uri");
        }

        /** Its info-hashes and name only: trackers and web seeds may have passwords. */
        @Override
        public String toString() {
            return "Magnet[uri="
                    + Arrays.stream(uri.split("&"))
                            .map(parameter -> parameter.matches("(magnet:\\?)?(xt|dn).*") ? parameter : "...")
                            .distinct()
                            .collect(Collectors.joining("&"))
                    + "]";
        }
    }

    /**
     * The content of a .torrent file (BEP 3, BEP 52).
     *
     * @param content the bencoded bytes
     */
    public record TorrentBytes(byte[] content) implements Source {
        /** Copies the bytes. */
        public TorrentBytes {
            Objects.requireNonNull(content, "content");
            content = content.clone();
        }

        /** A copy of the bytes. */
        @Override
        public byte[] content() {
            return content.clone();
        }

        /** True for equal bytes. */
        @Override
        public boolean equals(Object other) {
            return other instanceof TorrentBytes that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        /** The number of bytes. */
        @Override
        public String toString() {
            return "TorrentBytes[" + content.length + " bytes]";
        }
    }

    /**
     * A .torrent file, read when the torrent is added.
     *
     * @param path the file
     */
    public record TorrentFile(Path path) implements Source {
        /** Rejects nulls. */
        public TorrentFile {
            Objects.requireNonNull(path, "path");
        }

        private Object writeReplace() {
            return SerialForm.of(TorrentFile.class, this);
        }
    }

    /**
     * An info-hash only; peers must be found in the DHT, or given.
     *
     * @param infoHash v1 or v2
     */
    public record BareInfoHash(InfoHash infoHash) implements Source {
        /** Rejects nulls. */
        public BareInfoHash {
            Objects.requireNonNull(infoHash, "infoHash");
        }
    }

    /**
     * Resume data, as returned by {@link Torrent#saveResumeData()}.
     *
     * @param content the bencoded bytes
     */
    public record ResumeData(byte[] content) implements Source {
        /** Copies the bytes. */
        public ResumeData {
            Objects.requireNonNull(content, "content");
            content = content.clone();
        }

        /** A copy of the bytes. */
        @Override
        public byte[] content() {
            return content.clone();
        }

        /** True for equal bytes. */
        @Override
        public boolean equals(Object other) {
            return other instanceof ResumeData that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        /** The number of bytes. */
        @Override
        public String toString() {
            return "ResumeData[" + content.length + " bytes]";
        }
    }

    /** No limit, for {@link #maxConnections()} and {@link #maxUploads()}. */
    public static final int UNLIMITED = -1;

    /** The maximum length of a .torrent file or resume data in bytes: 64 MiB. */
    public static final int MAX_LENGTH = 64 * 1024 * 1024;

    private static final int MAX_FILES = 1_000_000;

    private final transient Values values;

    private record Values(
            Source source,
            Optional<Path> savePath,
            Optional<String> name,
            Set<TorrentFlag> flags,
            Set<TorrentFlag> flagMask,
            List<String> trackers,
            List<String> webSeeds,
            List<Endpoint> peers,
            Map<Integer, FilePriority> filePriorities,
            long downloadLimit,
            long uploadLimit,
            int maxConnections,
            int maxUploads,
            Set<String> labels,
            Map<String, String> attributes,
            List<HashedFile> hashedFiles,
            boolean hasPartSuffix) {
        // Not by the builder alone: a request that is read was not built here.
        private Values {
            Objects.requireNonNull(source, "source");
            flags = Sets.ordered(flags);
            flagMask = Sets.ordered(flagMask);
            if (!flagMask.containsAll(flags)) {
                throw TorrentException.invalid("flags " + flags + " are not all in the mask " + flagMask);
            }
            trackers = copy(trackers, String.class);
            webSeeds = copy(webSeeds, String.class);
            peers = copy(peers, Endpoint.class);
            filePriorities = Map.copyOf(filePriorities);
            filePriorities.forEach((file, priority) -> checkFile(file, FilePriority.class.cast(priority)));
            Limits.rate("download", downloadLimit);
            Limits.rate("upload", uploadLimit);
            Limits.count("connections", maxConnections, 2);
            Limits.count("uploads", maxUploads, 1);
            labels = Labels.labels(labels);
            attributes = Labels.attributes(attributes);
            hashedFiles = copy(hashedFiles, HashedFile.class);
            if (!hashedFiles.isEmpty() && !(source instanceof TorrentBytes || source instanceof TorrentFile)) {
                throw TorrentException.invalid(
                        "hashed files without their .torrent file; add the torrent by that, and not"
                                + " by a magnet link, info-hash or resume data");
            }
        }

        private static <E> List<E> copy(List<E> some, Class<E> type) {
            List<E> copy = List.copyOf(some);
            copy.forEach(type::cast);
            return copy;
        }
    }

    private AddTorrent(Values values) {
        this.values = values;
    }

    private static void checkFile(int file, FilePriority priority) {
        Objects.requireNonNull(priority, "priority");
        if (file < 0 || file > MAX_FILES) {
            throw TorrentException.invalid("file index out of range: " + file + "; expected 0 to " + MAX_FILES);
        }
    }

    /**
     * Adds a torrent by its magnet link.
     *
     * @param uri the link, which may be in a form that users paste: see {@link MagnetLink#clean}; not null. Its
     *     info-hash is checked when the torrent is added
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it does not begin with {@code magnet:}
     */
    public static Builder magnet(String uri) {
        return new Builder(new Magnet(MagnetLink.clean(Objects.requireNonNull(uri, "uri"))));
    }

    /**
     * Adds a torrent by the content of its .torrent file.
     *
     * @param content the bencoded bytes, not null; copied
     */
    public static Builder torrentBytes(byte[] content) {
        return new Builder(new TorrentBytes(Objects.requireNonNull(content, "content")));
    }

    /**
     * Adds a torrent by its .torrent file, which is read when the torrent is added.
     *
     * @param path the file, not null
     */
    public static Builder torrentFile(Path path) {
        return new Builder(new TorrentFile(Objects.requireNonNull(path, "path")));
    }

    /**
     * Adds a torrent by its info-hash only.
     *
     * @param infoHash v1 or v2, not null
     */
    public static Builder infoHash(InfoHash infoHash) {
        return new Builder(new BareInfoHash(Objects.requireNonNull(infoHash, "infoHash")));
    }

    /**
     * Adds a torrent by its resume data, which restores files, flags and limits.
     *
     * @param content the bencoded bytes, not null; copied
     */
    public static Builder resumeData(byte[] content) {
        return new Builder(new ResumeData(Objects.requireNonNull(content, "content")));
    }

    /** Where the torrent comes from. */
    public Source source() {
        return values.source();
    }

    /** The folder for its files; empty for the session's {@code save.path}. */
    public Optional<Path> savePath() {
        return values.savePath();
    }

    /** The name to show until the metadata is known; empty for the source's own. */
    public Optional<String> name() {
        return values.name();
    }

    /** The flags to set, a subset of {@link #flagMask()}. */
    public Set<TorrentFlag> flags() {
        return values.flags();
    }

    /** The flags that this request sets or clears; the others keep the engine's defaults. */
    public Set<TorrentFlag> flagMask() {
        return values.flagMask();
    }

    /** Trackers in addition to those of the source, each in a tier of its own. */
    public List<String> trackers() {
        return values.trackers();
    }

    /** Web seeds in addition to those of the source. */
    public List<String> webSeeds() {
        return values.webSeeds();
    }

    /** File priorities by index; other files have {@link FilePriority#NORMAL}. */
    public Map<Integer, FilePriority> filePriorities() {
        return values.filePriorities();
    }

    /** Its download limit in bytes per second; 0 for none. */
    public long downloadLimit() {
        return values.downloadLimit();
    }

    /** Its upload limit in bytes per second; 0 for none. */
    public long uploadLimit() {
        return values.uploadLimit();
    }

    /** The maximum number of connections, or {@link #UNLIMITED}. */
    public int maxConnections() {
        return values.maxConnections();
    }

    /** The maximum number of peers to upload to at a time, or {@link #UNLIMITED}. */
    public int maxUploads() {
        return values.maxUploads();
    }

    /** Peers to connect to immediately. */
    public List<Endpoint> peers() {
        return values.peers();
    }

    /** Its labels, sorted. */
    public Set<String> labels() {
        return values.labels();
    }

    /** Its attributes by key, sorted. */
    public Map<String, String> attributes() {
        return values.attributes();
    }

    /** What its files were like when they were verified; empty if that is not known. */
    public List<HashedFile> hashedFiles() {
        return values.hashedFiles();
    }

    /** Whether the names of its files end with {@code .part} on disk while they are incomplete. */
    public boolean hasPartSuffix() {
        return values.hasPartSuffix();
    }

    /** True for a request with the same source and options. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AddTorrent that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name, without user names and passwords in URLs. */
    @Override
    public String toString() {
        return Credentials.hide("AddTorrent" + values.toString().substring("Values".length()));
    }

    private Object writeReplace() {
        return SerialForm.of(AddTorrent.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a request. Not thread-safe; can build more than one request. */
    public static final class Builder {
        private final Source source;
        private Path savePath;
        private String name;
        private final Set<TorrentFlag> flags = EnumSet.noneOf(TorrentFlag.class);
        private final Set<TorrentFlag> flagMask = EnumSet.noneOf(TorrentFlag.class);
        private final List<String> trackers = new ArrayList<>();
        private final List<String> webSeeds = new ArrayList<>();
        private final List<Endpoint> peers = new ArrayList<>();
        private final Map<Integer, FilePriority> filePriorities = new TreeMap<>();
        private long downloadLimit;
        private long uploadLimit;
        private int maxConnections = UNLIMITED;
        private int maxUploads = UNLIMITED;
        private final Set<String> labels = new TreeSet<>();
        private final Map<String, String> attributes = new TreeMap<>();
        private List<HashedFile> hashedFiles = List.of();
        private boolean hasPartSuffix;

        private Builder(Source source) {
            this.source = source;
        }

        /**
         * Sets the folder for the files.
         *
         * @param folder created if it does not exist, not null; without this, the session's {@code save.path} is used
         */
        public Builder savePath(Path folder) {
            this.savePath = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * Sets the name to show until the metadata is known.
         *
         * @param displayName not null; without this, it is the source's own
         */
        public Builder name(String displayName) {
            this.name = Objects.requireNonNull(displayName, "displayName");
            return this;
        }

        /**
         * Sets flags, overriding earlier calls.
         *
         * @param some not null and without nulls
         */
        public Builder set(TorrentFlag... some) {
            for (TorrentFlag flag : Objects.requireNonNull(some, "some")) {
                Objects.requireNonNull(flag, "some");
                flags.add(flag);
                flagMask.add(flag);
            }
            return this;
        }

        /**
         * Clears flags, including those set by default.
         *
         * @param some not null and without nulls
         */
        public Builder clear(TorrentFlag... some) {
            for (TorrentFlag flag : Objects.requireNonNull(some, "some")) {
                Objects.requireNonNull(flag, "some");
                flags.remove(flag);
                flagMask.add(flag);
            }
            return this;
        }

        /** Adds the torrent paused, and prevents the queue from starting it. */
        public Builder paused() {
            return set(TorrentFlag.PAUSED).clear(TorrentFlag.AUTO_MANAGED);
        }

        /** Starts the torrent at once, without waiting for a place in the queue. */
        public Builder started() {
            return clear(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED);
        }

        /** Downloads the pieces in order. */
        public Builder sequential() {
            return set(TorrentFlag.SEQUENTIAL_DOWNLOAD);
        }

        /**
         * Assumes that the content is complete in the save path; each piece is checked when it is first requested. A
         * torrent that was just created is better added by {@link
         * org.torrentxt.api.create.CreatedTorrent#seed()}.
         */
        public Builder seed() {
            return set(TorrentFlag.SEED_MODE);
        }

        /**
         * Seeds content that was verified before: nothing is read to check it, neither now nor when it is requested. It
         * counts as verified if the torrent's files are exactly these, pad files aside, all of them are in the save
         * path, in the size and with the time of last modification given, and none has
         * {@link FilePriority#SKIP}. If not, the files are checked as those of any torrent, and {@link
         * AddResult#recheck()} says why. Either way {@link TorrentFlag#SEED_MODE} is cleared.
         *
         * <p>Bytes that were changed without a trace, with size and time kept, are not noticed before a peer rejects
         * the piece, which harms nobody but wastes the transfer; {@link Torrent#recheck()} finds them. Nothing is
         * remembered of the sizes and times: once the torrent is added, it is one whose files were checked.
         *
         * @param files with each file once, in any order, not null and without nulls; if empty, nothing is known, and
         *     the files are checked. Usually {@link org.torrentxt.api.create.CreatedTorrent#hashedFiles()}
         */
        public Builder seed(List<HashedFile> files) {
            for (HashedFile file : Objects.requireNonNull(files, "files")) {
                Objects.requireNonNull(file, "files");
            }
            hashedFiles = List.copyOf(files);
            return clear(TorrentFlag.SEED_MODE);
        }

        /**
         * Has the names of files end with {@code .part} on disk while they are incomplete, so that programs that look
         * into the folder do not take them for complete ones. {@link Torrent#files()}, alerts and all else of this API
         * name them without that; {@link Torrent#open} reads them, and {@link Torrent#renameFile} renames them. A file
         * is renamed on disk before {@link org.torrentxt.api.alert.TorrentFinished} is delivered, unless something else
         * has its name by then: nothing is replaced, and the log says what to do. That is looked at just before; what
         * another program makes in the same moment is replaced.
         *
         * <p>Files that exist without the suffix, are empty, or whose name would be too long or that of another file of
         * the torrent, keep their names; so do all files of a torrent that has more than 5,000, or is added by resume
         * data, which says itself how they are named, or to seed; and those of a magnet link of which a file with the
         * suffix was left behind. This lasts over restarts, and is part of resume data.
         */
        public Builder partSuffix() {
            this.hasPartSuffix = true;
            return this;
        }

        /**
         * Adds a tracker.
         *
         * @param url an {@code http}, {@code https} or {@code udp} announce URL, not null
         */
        public Builder tracker(String url) {
            trackers.add(Objects.requireNonNull(url, "url"));
            return this;
        }

        /**
         * Adds a web seed (BEP 19).
         *
         * @param url an {@code http} or {@code https} URL, not null
         */
        public Builder webSeed(String url) {
            webSeeds.add(Objects.requireNonNull(url, "url"));
            return this;
        }

        /**
         * Sets the priority of a file. For a magnet link it applies once the metadata is known.
         *
         * @param file 0-based index, at most 1,000,000
         * @param priority not null
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an index out of range
         */
        public Builder filePriority(int file, FilePriority priority) {
            checkFile(file, priority);
            filePriorities.put(file, priority);
            return this;
        }

        /**
         * Limits its download rate.
         *
         * @param bytesPerSecond 0 for no limit, or for the limit in the resume data; at most 2,147,483,647
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if out of range
         */
        public Builder downloadLimit(long bytesPerSecond) {
            this.downloadLimit = Limits.rate("download", bytesPerSecond);
            return this;
        }

        /**
         * Limits its upload rate.
         *
         * @param bytesPerSecond 0 for no limit, or for the limit in the resume data; at most 2,147,483,647
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if out of range
         */
        public Builder uploadLimit(long bytesPerSecond) {
            this.uploadLimit = Limits.rate("upload", bytesPerSecond);
            return this;
        }

        /**
         * Limits its connections.
         *
         * @param connections at least 2, or {@link #UNLIMITED}, which keeps the limit in the resume data
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if out of range
         */
        public Builder maxConnections(int connections) {
            this.maxConnections = Limits.count("connections", connections, 2);
            return this;
        }

        /**
         * Limits how many peers it uploads to at a time.
         *
         * @param uploads at least 1, or {@link #UNLIMITED}, which keeps the limit in the resume data
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if out of range
         */
        public Builder maxUploads(int uploads) {
            this.maxUploads = Limits.count("uploads", uploads, 1);
            return this;
        }

        /**
         * Adds a peer to connect to immediately.
         *
         * @param peer its address and port, not null
         */
        public Builder peer(Endpoint peer) {
            peers.add(Objects.requireNonNull(peer, "peer"));
            return this;
        }

        /**
         * Adds labels, which the torrent has from its first event on. A torrent that was already added keeps its own,
         * and gets these in addition.
         *
         * @param some as for {@link Torrent#setLabels}, not null and without nulls
         */
        public Builder label(String... some) {
            for (String label : Objects.requireNonNull(some, "some")) {
                labels.add(Objects.requireNonNull(label, "some"));
            }
            return this;
        }

        /**
         * Sets an attribute, which the torrent has from its first event on; replaces an earlier value. A torrent that
         * was already added keeps its own values, and gets only those of which it has no key.
         *
         * @param key as for {@link Torrent#setAttributes}, not null
         * @param value not null
         */
        public Builder attribute(String key, String value) {
            attributes.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Builds the request.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for labels or attributes that {@link
         *     Torrent#setLabels} or {@link Torrent#setAttributes} would reject, or hashed files without the .torrent
         *     file that they belong to
         */
        public AddTorrent build() {
            return new AddTorrent(new Values(
                    source,
                    Optional.ofNullable(savePath),
                    Optional.ofNullable(name),
                    flags,
                    flagMask,
                    trackers,
                    webSeeds,
                    peers,
                    filePriorities,
                    downloadLimit,
                    uploadLimit,
                    maxConnections,
                    maxUploads,
                    labels,
                    attributes,
                    hashedFiles,
                    hasPartSuffix));
        }
    }
}
