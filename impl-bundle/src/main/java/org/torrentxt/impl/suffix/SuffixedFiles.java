package org.torrentxt.impl.suffix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;

/**
 * Which files of a torrent have the suffix, or are about to get or lose it: their names on disk differ from their own
 * while they end with it. That is saved in a key of the torrent's resume data. Not thread-safe.
 */
public final class SuffixedFiles {
    /** The key in resume data. */
    public static final String KEY = "torrentxt-part";

    /** Its value as long as files are to get the suffix that have it on disk, or are not there yet. */
    public static final long AWAITED = 1;

    /** In torrents of more files, none gets the suffix: each rename makes an alert, and is work for the engine. */
    public static final int MANY = 5_000;

    private static final ByteString ENCODED_KEY = ByteString.of(KEY);

    private final BitSet files = new BitSet();
    private boolean isAwaited;
    private boolean awaitsDisk; // the metadata is known, but which files have the suffix is to be seen on a disk

    /**
     * Those in resume data.
     *
     * @param values its encoded values
     * @param limit how many files the torrent has; 0 if that is not known
     */
    public static SuffixedFiles of(Map<ByteString, ByteString> values, int limit) {
        SuffixedFiles saved = new SuffixedFiles();
        Object value = decoded(values.get(ENCODED_KEY)).orElse("");
        saved.isAwaited = value.equals(AWAITED);
        if (value instanceof List<?> indexes) {
            for (Object index : indexes) {
                if (index instanceof Long file && file >= 0 && file < limit) {
                    saved.files.set(file.intValue());
                }
            }
        }
        return saved;
    }

    private static Optional<Object> decoded(ByteString value) {
        try {
            return Optional.ofNullable(value).map(Bencode::decode);
        } catch (TorrentException e) {
            return Optional.empty(); // of another program
        }
    }

    /** True if there is none, and will be none. */
    public boolean isEmpty() {
        return files.isEmpty() && !isAwaited;
    }

    /** True if files are to get the suffix once the metadata is known. */
    public boolean isAwaited() {
        return isAwaited && !awaitsDisk;
    }

    /** Has files get the suffix once the metadata is known. */
    public void await() {
        isAwaited = true;
    }

    /** Records which files get the suffix; no others will. */
    public void give(Collection<Integer> indexes) {
        isAwaited = false;
        awaitsDisk = false;
        indexes.forEach(files::set);
    }

    /**
     * What is to be changed in the paths of a torrent that is about to be added, or waits for its disk, and whose
     * metadata is known: if files are to get the suffix, they do; else what is on disk counts, as a process may have
     * died between a rename and a save. What was saved, maybe by others, counts only for files that can have the
     * suffix.
     *
     * @param folder where the files are, or are to be
     * @param paths of all files as they are known so far, by index
     * @param mayHave the files that may get the suffix
     * @param isNew false if the torrent was saved: its files are on disk, then, with the suffix or without
     * @return by index
     */
    public Map<Integer, String> renames(Path folder, List<String> paths, BitSet mayHave, boolean isNew) {
        Map<Integer, String> renames = new TreeMap<>();
        if (!isAwaited) {
            files.and(mayHave);
            files.and(PartSuffix.possible(files, paths));
            files.stream().forEach(file -> renames.put(file, PartSuffix.onDisk(folder, paths.get(file))));
            renames.forEach((file, path) -> forgetComplete(folder, file, path));
            renames.entrySet().removeIf(file -> file.getValue().equals(paths.get(file.getKey())));
        } else if (!Files.isDirectory(folder)) {
            awaitsDisk = true;
        } else {
            if (!isNew || paths.size() <= MANY) {
                renames.putAll(PartSuffix.choose(folder, paths, mayHave::get));
            }
            renames.values().removeIf(path -> !isNew && !PartSuffix.isFile(folder, path));
            awaitsDisk =
                    !isNew && renames.isEmpty() && paths.stream().noneMatch(path -> PartSuffix.isFile(folder, path));
            if (!awaitsDisk) { // else this may be the mount point of its disk
                give(renames.keySet());
            }
        }
        return renames;
    }

    // one that has its own name never gets the suffix again, so what has it later is not of the torrent
    private void forgetComplete(Path folder, int file, String path) {
        if (!PartSuffix.isIn(path) && PartSuffix.isFile(folder, path)) {
            files.clear(file);
        }
    }

    /** Forgets that a file had the suffix, as it has its own name for good. */
    public void forget(int file) {
        files.clear(file);
    }

    /** The indexes of the files that have the suffix, or are about to get or lose it. */
    public List<Integer> indexes() {
        return files.stream().boxed().toList();
    }

    /** True if a file that has this path on disk has the suffix. */
    public boolean isSuffixed(int file, String onDisk) {
        return files.get(file) && PartSuffix.isIn(onDisk);
    }

    /** The own path of a file that has this path on disk. */
    public String own(int file, String onDisk) {
        return isSuffixed(file, onDisk) ? PartSuffix.without(onDisk) : onDisk;
    }

    /** The same resume data with what is saved of this. */
    public byte[] addTo(byte[] resumeData) {
        if (isEmpty()) {
            return resumeData;
        }
        SortedMap<ByteString, ByteString> all = new TreeMap<>(BencodeSlices.of(resumeData));
        Object value = isAwaited
                ? AWAITED
                : files.stream().mapToObj(file -> (long) file).toList();
        all.put(ENCODED_KEY, ByteString.of(Bencode.encode(value)));
        return Bencode.join(all);
    }
}
