package org.torrentxt.impl.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;

/**
 * The dictionary in which libtorrent saves a torrent (its {@code write_resume_data}). Values are read leniently, as
 * libtorrent does: those of a wrong type or out of range count as absent. What the engine is given must be checked by
 * itself.
 */
public final class ResumeDictionary {
    /** A tracker and its tier. */
    public record Tracker(String url, int tier) {}

    private static final String FORMAT = "libtorrent resume file";
    private static final ByteString INFO = ByteString.of("info");
    private static final String FILE_PRIORITY = "file_priority";
    private static final Set<String> CHECKED = Set.of("file-format", "info", "info-hash", "info-hash2");
    private static final int SHA1 = 20;
    private static final int SHA256 = 32;
    private static final int MAX_TIER = 255;
    // where libtorrent has a flag by default, it is set unless the file says otherwise
    private static final Set<TorrentFlag> DEFAULTS =
            EnumSet.of(TorrentFlag.APPLY_IP_FILTER, TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED);

    private final SortedMap<ByteString, ByteString> values;
    private final InfoHashes infoHashes;

    private ResumeDictionary(SortedMap<ByteString, ByteString> values) {
        this.values = Collections.unmodifiableSortedMap(values);
        this.infoHashes = new InfoHashes(hash("info-hash", SHA1), hash("info-hash2", SHA256));
    }

    /**
     * Reads a dictionary.
     *
     * @param content as returned by {@code Torrent.saveResumeData()}, or saved by another client
     * @throws TorrentException INVALID_ARGUMENT if it is no such dictionary, or its metadata does not match its
     *     info-hash
     */
    public static ResumeDictionary of(byte[] content) {
        return of(BencodeSlices.of(content));
    }

    /**
     * A dictionary of encoded values.
     *
     * @throws TorrentException as {@link #of(byte[])}
     */
    static ResumeDictionary of(Map<ByteString, ByteString> values) {
        ResumeDictionary dictionary = new ResumeDictionary(new TreeMap<>(values));
        dictionary.checkKind();
        dictionary.checkInfo();
        return dictionary;
    }

    /** What other clients need to add a torrent of which there is no resume data yet. */
    public static ResumeDictionary minimal(InfoHashes hashes, String savePath, Set<TorrentFlag> flags) {
        BencodeDictionary.Builder minimal = BencodeDictionary.builder()
                .put("file-format", FORMAT)
                .put("file-version", 1)
                .put("save_path", savePath);
        hashes.v1().ifPresent(hash -> minimal.put("info-hash", hash.bytes()));
        hashes.v2().ifPresent(hash -> minimal.put("info-hash2", hash.bytes()));
        for (TorrentFlag flag : TorrentFlag.values()) {
            minimal.put(key(flag), flags.contains(flag) ? 1 : 0);
        }
        return of(Bencode.encode(minimal.build()));
    }

    private static String key(TorrentFlag flag) {
        return flag.name().toLowerCase(Locale.ROOT);
    }

    private Optional<InfoHash> hash(String key, int length) {
        return bytes(key)
                .map(ByteString::bytes)
                .filter(hash -> hash.length == length && !Arrays.equals(hash, new byte[length])) // libtorrent's none
                .map(InfoHash::of);
    }

    /**
     * Reads a dictionary that the engine has written just now.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is none
     */
    public static ResumeDictionary ofEngine(byte[] content) {
        ResumeDictionary dictionary = new ResumeDictionary(new TreeMap<>(BencodeSlices.of(content)));
        dictionary.checkKind();
        return dictionary;
    }

    private void checkKind() {
        if (!text("file-format").orElse("").equals(FORMAT)) {
            throw TorrentException.invalid("invalid resume data: no file of libtorrent");
        }
        if (infoHashes.best().isEmpty()) {
            throw TorrentException.invalid("invalid resume data: no info-hash");
        }
    }

    private void checkInfo() {
        Optional<ByteString> info = encodedInfo();
        if (info.isEmpty()) {
            return;
        }
        boolean matches = (infoHashes.v1().isEmpty() || infoHashes.v1().get().equals(digest("SHA-1", info.get())))
                && (infoHashes.v2().isEmpty() || infoHashes.v2().get().equals(digest("SHA-256", info.get())));
        if (!matches) {
            throw TorrentException.invalid("invalid resume data: its metadata does not match its info-hash");
        }
    }

    private static InfoHash digest(String algorithm, ByteString info) {
        try {
            return InfoHash.of(info.digest(MessageDigest.getInstance(algorithm)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has " + algorithm, e);
        }
    }

    /** The dictionary, encoded; a new array. */
    public byte[] toBytes() {
        return Bencode.join(values);
    }

    /** The encoded values; unmodifiable. */
    public SortedMap<ByteString, ByteString> encoded() {
        return values;
    }

    /** The same with another value; see {@link Bencode#encode}. */
    public ResumeDictionary with(String key, Object value) {
        return withEncoded(key, Bencode.encode(value));
    }

    /** The same with another value that is already encoded. */
    public ResumeDictionary withEncoded(String key, byte[] value) {
        SortedMap<ByteString, ByteString> changed = new TreeMap<>(values);
        changed.put(ByteString.of(key), ByteString.of(value));
        return changed(changed, Set.of(key));
    }

    // Hashing the metadata is needed only if that, or its hash, is another.
    private static ResumeDictionary changed(SortedMap<ByteString, ByteString> values, Set<String> keys) {
        return keys.stream().anyMatch(CHECKED::contains) ? of(values) : new ResumeDictionary(values);
    }

    /** The same without keys. */
    public ResumeDictionary without(Set<String> keys) {
        SortedMap<ByteString, ByteString> changed = new TreeMap<>(values);
        keys.forEach(key -> changed.remove(ByteString.of(key)));
        return changed(changed, keys);
    }

    /** The same with or without a flag. */
    public ResumeDictionary withFlag(TorrentFlag flag, boolean isSet) {
        return with(key(flag), isSet ? 1 : 0);
    }

    /** The same with the priorities of the files, by index; those of pieces follow them if they are others. */
    public ResumeDictionary withFilePriorities(byte[] levels) {
        List<Long> priorities = new ArrayList<>();
        for (byte level : levels) {
            priorities.add((long) level);
        }
        return priorities.equals(list(FILE_PRIORITY))
                ? this
                : with(FILE_PRIORITY, priorities).without(Set.of("piece_priority"));
    }

    /** The same with those of the keys that the other has, and without those that it has not. */
    public ResumeDictionary withValuesOf(ResumeDictionary other, Set<String> keys) {
        SortedMap<ByteString, ByteString> changed = new TreeMap<>(values);
        keys.stream().map(ByteString::of).forEach(key -> {
            changed.remove(key);
            Optional.ofNullable(other.values.get(key)).ifPresent(value -> changed.put(key, value));
        });
        return new ResumeDictionary(changed);
    }

    /** The keys in it. */
    public Set<ByteString> keys() {
        return values.keySet();
    }

    /** The info-hashes; at least one. */
    public InfoHashes infoHashes() {
        return infoHashes;
    }

    /** The info dictionary, encoded; empty until the metadata is known. */
    public Optional<byte[]> info() {
        return encodedInfo().map(ByteString::bytes);
    }

    private Optional<ByteString> encodedInfo() {
        return Optional.ofNullable(values.get(INFO)).filter(info -> info.length() > 0 && info.at(0) == 'd');
    }

    /** True if the torrent has had any piece, complete or not. */
    public boolean hasPieces() {
        ByteString pieces = bytes("pieces").orElse(ByteString.of(new byte[0]));
        for (byte piece : pieces.bytes()) {
            if (piece != 0) {
                return true;
            }
        }
        return !list("unfinished").isEmpty() || flags().contains(TorrentFlag.SEED_MODE);
    }

    /** The display name; empty if there is none but in the metadata. */
    public Optional<String> name() {
        return text("name").filter(name -> !name.isEmpty());
    }

    /** The folder of its files, as a text of that platform; empty if it is unknown. */
    public Optional<String> savePath() {
        return text("save_path").filter(path -> !path.isEmpty());
    }

    /** Bytes of payload sent. */
    public long totalUploaded() {
        return number("total_uploaded", 0, Long.MAX_VALUE).orElse(0L);
    }

    /** Bytes of payload received. */
    public long totalDownloaded() {
        return number("total_downloaded", 0, Long.MAX_VALUE).orElse(0L);
    }

    /** How long it was active, in whole seconds. */
    public Duration activeTime() {
        return seconds("active_time");
    }

    /** How long it was seeding, in whole seconds. */
    public Duration seedingTime() {
        return seconds("seeding_time");
    }

    /** When it was first added; empty if unknown. */
    public Optional<Instant> addedTime() {
        return time("added_time");
    }

    /** When it was completed; empty if it is not, or that is unknown. */
    public Optional<Instant> completedTime() {
        return time("completed_time");
    }

    /** The flags that are set. */
    public Set<TorrentFlag> flags() {
        Set<TorrentFlag> flags = EnumSet.noneOf(TorrentFlag.class);
        for (TorrentFlag flag : TorrentFlag.values()) {
            long unset = DEFAULTS.contains(flag) ? 1 : 0;
            if (number(key(flag), Long.MIN_VALUE, Long.MAX_VALUE).orElse(unset) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /** The limit of its download rate in bytes per second; 0 for none. */
    public long downloadLimit() {
        return number("download_rate_limit", 1, Integer.MAX_VALUE).orElse(0L);
    }

    /** The limit of its upload rate in bytes per second; 0 for none. */
    public long uploadLimit() {
        return number("upload_rate_limit", 1, Integer.MAX_VALUE).orElse(0L);
    }

    /** The trackers with their tiers. */
    public List<Tracker> trackers() {
        List<Tracker> trackers = new ArrayList<>();
        int tier = 0;
        for (Object urls : list("trackers")) {
            if (urls instanceof List<?> some) {
                for (Object url : some) {
                    if (url instanceof ByteString text && text.length() > 0) {
                        trackers.add(new Tracker(text.text(), Math.min(MAX_TIER, tier)));
                    }
                }
                tier++;
            }
        }
        return trackers;
    }

    /** The web seeds. */
    public List<String> webSeeds() {
        return list("url-list").stream()
                .filter(url -> url instanceof ByteString text && text.length() > 0)
                .map(url -> ((ByteString) url).text())
                .toList();
    }

    /** The paths of renamed files, by index. */
    public Map<Integer, String> renamedFiles() {
        Map<Integer, String> renamed = new TreeMap<>();
        List<?> paths = list("mapped_files");
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i) instanceof ByteString path && path.length() > 0) {
                renamed.put(i, path.text());
            }
        }
        return renamed;
    }

    /** The priorities of files other than {@link FilePriority#NORMAL}, by index. */
    public Map<Integer, FilePriority> filePriorities() {
        Map<Integer, FilePriority> priorities = new TreeMap<>();
        List<?> levels = list(FILE_PRIORITY);
        for (int i = 0; i < levels.size(); i++) {
            long level = levels.get(i) instanceof Long number ? number : FilePriority.NORMAL.level();
            FilePriority priority = new FilePriority((int) Math.max(0, Math.min(level, 7)));
            if (priority != FilePriority.NORMAL) {
                priorities.put(i, priority);
            }
        }
        return priorities;
    }

    /** A text, with replacement characters for bytes that are not UTF-8; empty if there is none. */
    public Optional<String> text(String key) {
        return bytes(key).map(ByteString::text);
    }

    /** A number within bounds; empty if there is none. */
    public Optional<Long> number(String key, long min, long max) {
        return decoded(key, Long.class).filter(number -> number >= min && number <= max);
    }

    /** A list; empty if there is none. */
    public List<?> list(String key) {
        return decoded(key, List.class).map(list -> (List<?>) list).orElse(List.of());
    }

    private Optional<ByteString> bytes(String key) {
        return decoded(key, ByteString.class);
    }

    private <T> Optional<T> decoded(String key, Class<T> type) {
        try {
            return Optional.ofNullable(values.get(ByteString.of(key)))
                    .map(Bencode::decode)
                    .filter(type::isInstance)
                    .map(type::cast);
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    private Duration seconds(String key) {
        return Duration.ofSeconds(number(key, 0, Integer.MAX_VALUE).orElse(0L));
    }

    private Optional<Instant> time(String key) {
        return number(key, 1, Instant.MAX.getEpochSecond()).map(Instant::ofEpochSecond);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResumeDictionary dictionary && values.equals(dictionary.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "resume data of " + infoHashes.best().map(InfoHash::hex).orElse("");
    }
}
