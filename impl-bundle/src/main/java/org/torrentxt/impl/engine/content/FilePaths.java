package org.torrentxt.impl.engine.content;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.Garbled;
import org.torrentxt.impl.input.Folders;
import org.torrentxt.impl.storage.Deletion;
import org.torrentxt.impl.storage.Links;
import org.torrentxt.impl.suffix.PartSuffix;
import org.torrentxt.impl.suffix.SuffixedFiles;

/**
 * The paths of a torrent's files. The engine frees a name when it renames the file, even while it is being read. So all
 * paths are read once, before the first rename, and later renames are taken from alerts.
 *
 * <p>The path of an incomplete file on disk may have a suffix that its own path, which users see, has not.
 */
public final class FilePaths {
    private List<String> paths = List.of(); // replaced before it is changed, if others may have it
    private boolean isShared; // others may have it
    private List<Integer> content = List.of(); // those that are no pad files, by index
    // by index: renamed before the torrent was added
    private Map<Integer, String> saved = Map.of();
    // by index: paths of renames that the engine has not reported yet
    private final Map<Integer, String> asked = new HashMap<>();
    // by index: previous paths of files assumed to be renamed after alerts were dropped
    private final Map<Integer, String> assumed = new HashMap<>();
    // by index: paths of renames that the session has made itself, and the engine has not reported yet
    private final Map<Integer, String> suffixing = new HashMap<>();
    private String told = ""; // by the engine, of the file that it has renamed last
    // those whose renames the session has asked for twice, as alerts were dropped
    private final Set<Integer> askedTwice = new HashSet<>();
    private SuffixedFiles suffixed = new SuffixedFiles();

    /** Sets the paths of files that are not those in the metadata, by index, and which files have the suffix. */
    public synchronized void keep(Map<Integer, String> renamed, SuffixedFiles files) {
        saved = renamed;
        suffixed = files;
    }

    /** As users see them: without the suffix of incomplete files; else as {@link #of}. */
    public synchronized List<String> own(torrent_handle handle) {
        List<String> present = of(handle);
        return suffixed.isEmpty()
                ? present
                : IntStream.range(0, present.size())
                        .mapToObj(file -> suffixed.own(file, present.get(file)))
                        .toList();
    }

    /** The own path of a file that has the suffix; empty if it has not, or is being renamed. */
    public synchronized Optional<String> ownOfSuffixed(torrent_handle handle, int file) {
        read(handle);
        return Optional.of(file)
                .filter(index -> index < paths.size() && !suffixing.containsKey(index) && !asked.containsKey(index))
                .map(paths::get)
                .filter(onDisk -> suffixed.isSuffixed(file, onDisk))
                .map(onDisk -> suffixed.own(file, onDisk));
    }

    /** True if no file has the suffix, or will have it. */
    public synchronized boolean hasNoSuffix() {
        return suffixed.isEmpty();
    }

    /** True if files are to get the suffix once the metadata is known. */
    public synchronized boolean awaitsSuffix() {
        return suffixed.isAwaited();
    }

    /** The indexes of the files that have the suffix on disk. */
    public synchronized List<Integer> suffixed(torrent_handle handle) {
        read(handle);
        return suffixed.indexes().stream()
                .filter(file -> file < paths.size() && suffixed.isSuffixed(file, paths.get(file)))
                .toList();
    }

    /** The engine's resume data with what is to be saved of the suffix. */
    public synchronized byte[] addTo(byte[] resumeData) {
        return suffixed.addTo(resumeData);
    }

    /** On disk, by index, pad files included; empty until the metadata is known. The handle must be valid. */
    public synchronized List<String> of(torrent_handle handle) {
        read(handle);
        isShared = true;
        return Collections.unmodifiableList(paths);
    }

    private void read(torrent_handle handle) {
        if (paths.isEmpty()) {
            Metadata.of(handle).ifPresent(info -> {
                paths = readWithSaved(info);
                isShared = true;
                content = Metadata.contentFiles(info);
            });
        }
    }

    private String set(int file, String path) {
        if (isShared) {
            paths = new ArrayList<>(paths);
            isShared = false;
        }
        return paths.set(file, path);
    }

    /**
     * The file or folder that has all files, without reading all their paths: as long as none is renamed, they have one
     * in common. Empty if one may be renamed, or the metadata is unknown.
     */
    public synchronized Optional<Path> root(torrent_handle handle) {
        if (!paths.isEmpty() || !saved.isEmpty()) {
            return Optional.empty();
        }
        return Metadata.of(handle)
                .flatMap(Metadata::firstPath)
                .filter(path -> !Garbled.isPossible(path))
                .flatMap(Deletion::path)
                .map(path -> path.getName(0));
    }

    /** The paths in the metadata, pad files included; must only be read while none is being renamed. */
    static List<String> read(torrent_info info) {
        List<String> read = Metadata.paths(info);
        return read.stream().noneMatch(Garbled::isPossible) ? read : repaired(read, info);
    }

    private List<String> readWithSaved(torrent_info info) {
        List<String> read = Metadata.paths(info);
        if (read.stream().noneMatch(Garbled::isPossible)) {
            return read;
        }
        List<String> repaired = new ArrayList<>(repaired(read, info));
        saved.forEach((file, path) -> {
            if (file < read.size() && Garbled.isPossible(read.get(file))) {
                repaired.set(file, path);
            }
        });
        return List.copyOf(repaired);
    }

    private static List<String> repaired(List<String> read, torrent_info info) {
        List<Integer> files = Metadata.contentFiles(info);
        List<String> names = Names.ofFiles(TorrentFiles.infoSection(info));
        if (names.size() != files.size()) {
            return read;
        }
        List<String> repaired = new ArrayList<>(read);
        for (int i = 0; i < names.size(); i++) {
            int file = files.get(i);
            if (Garbled.isPossible(read.get(file))) {
                repaired.set(file, names.get(i));
            }
        }
        return List.copyOf(repaired);
    }

    /**
     * Starts to rename a file; the engine does it later.
     *
     * @param file its index, within range
     * @param path its new path; an incomplete file keeps its suffix
     * @throws TorrentException if another file has that path, or is being renamed to it
     */
    public synchronized void rename(torrent_handle handle, int file, String path) {
        List<String> present = of(handle);
        String before = present.get(file);
        boolean hasSuffix = suffixed.isSuffixed(file, suffixing.getOrDefault(file, before));
        if (hasSuffix && PartSuffix.isIn(path)) {
            throw TorrentException.invalid("path '" + path + "' ends like the names of incomplete files on disk; choose"
                    + " another path, or wait until the file is complete");
        }
        String onDisk = hasSuffix ? PartSuffix.with(path) : path;
        for (int other = 0; other < present.size(); other++) {
            List<String> used = names(other, asked.getOrDefault(other, present.get(other)));
            if (other != file && (used.contains(path) || used.contains(onDisk))) {
                throw TorrentException.invalid(
                        "path '" + path + "' is used by file " + other + " of this torrent; choose another path");
            }
        }
        String folder = handle.status(torrent_handle.query_save_path).getSave_path();
        Links.requireNone(Path.of(folder), List.of(onDisk, before));
        if (Folders.wouldReplace(folder, before, onDisk) || hasSuffix && Folders.wouldReplace(folder, before, path)) {
            throw TorrentException.invalid("file '" + path + "' already exists; move it first, or choose another path");
        }
        if (!hasSuffix) {
            suffixed.forget(file);
        }
        asked.put(file, onDisk);
        handle.rename_file(file, onDisk);
    }

    private List<String> names(int file, String onDisk) {
        return List.of(onDisk, suffixed.own(file, onDisk));
    }

    /**
     * Has files get the suffix, as their metadata has become known; they are renamed later.
     *
     * @param paths with the suffix, by index
     */
    public synchronized void giveSuffix(torrent_handle handle, Map<Integer, String> paths) {
        suffixed.give(paths.keySet());
        paths.forEach((file, path) -> renameUnseen(handle, file, path));
    }

    /** Has a file get its own name; the engine does it later, or not at all if it is renamed for another reason. */
    public synchronized void takeSuffix(torrent_handle handle, int file) {
        ownOfSuffixed(handle, file).ifPresent(path -> renameUnseen(handle, file, path));
    }

    /**
     * Takes over which files have the suffix on a disk that is there only now. The engine only changes their paths, as
     * they do not exist under those that it knows.
     *
     * @param folder where its files are
     */
    public synchronized void foundDisk(torrent_handle handle, torrent_info info, Path folder) {
        read(handle);
        if (!suffixed.isEmpty() && suffixing.isEmpty() && asked.isEmpty()) {
            suffixed.renames(folder, List.copyOf(paths), Metadata.filesOnDisk(info), false)
                    .forEach((file, path) -> {
                        renameUnseen(handle, file, path);
                        set(file, path);
                    });
        }
    }

    private void renameUnseen(torrent_handle handle, int file, String path) {
        read(handle); // before the first rename
        if (!asked.containsKey(file) && suffixing.putIfAbsent(file, path) == null) {
            handle.rename_file(file, path);
        }
    }

    /** True while files are renamed that get the suffix or lose it. */
    public synchronized boolean isSuffixing() {
        return !suffixing.isEmpty();
    }

    /**
     * Takes over what the engine tells of a file, before the session hears of that: its path on disk, as its own one
     * leaves two possible.
     *
     * @return its own path
     */
    public synchronized String told(int file, String onDisk) {
        told = onDisk;
        return suffixed.own(file, onDisk);
    }

    /** True if the rename that was told last is one that nobody but the session has asked for. */
    public synchronized boolean isRenamedUnseen(int file) {
        return told.equals(suffixing.get(file))
                || isAskedTwice(file)
                        && file < paths.size()
                        && suffixed.own(file, told).equals(suffixed.own(file, paths.get(file)));
    }

    /** True if a rename that has failed is one that nobody but the session has asked for: that comes first. */
    public synchronized boolean isUnseen(int file) {
        return suffixing.containsKey(file) || isAskedTwice(file);
    }

    private boolean isAskedTwice(int file) {
        return askedTwice.contains(file) && !asked.containsKey(file) && !assumed.containsKey(file);
    }

    /** The path of a file on disk, and that which it is about to have as it gets the suffix or loses it. */
    public synchronized Stream<String> possible(torrent_handle handle, int file) {
        return Stream.of(of(handle).get(file), suffixing.get(file)).filter(Objects::nonNull);
    }

    /**
     * Records that a file has the path that was {@linkplain #told told} last.
     *
     * @return its former path on disk; empty if that is unknown
     */
    public synchronized Optional<String> renamed(int file) {
        return moved(file, told);
    }

    private Optional<String> moved(int file, String path) {
        if (!suffixing.remove(file, path)) {
            asked.remove(file, path);
        }
        String before = assumed.remove(file);
        if (file >= paths.size()) {
            return Optional.empty();
        }
        String present = set(file, path);
        if (!PartSuffix.isIn(path) && !suffixing.containsKey(file)) {
            suffixed.forget(file);
        }
        return Optional.of(before == null ? present : before);
    }

    /**
     * Deletes the folders that a file was in, as far as they are empty and none of these files is in them, or is to be.
     *
     * @param folder the save path
     * @param former where the file was
     */
    public synchronized void deleteEmptied(Path folder, String former) {
        Deletion.path(former)
                .ifPresent(path -> Folders.deleteEmptied(folder, path, parent -> !isInUse(parent.toString() + "/")));
    }

    private boolean isInUse(String folder) {
        return Stream.concat(content.stream().map(paths::get), asked.values().stream())
                .anyMatch(path -> path.startsWith(folder));
    }

    /** Records that a file could not be renamed. */
    public synchronized void notRenamed(int file) {
        if (suffixing.remove(file) != null) {
            return;
        }
        asked.remove(file);
        String before = assumed.remove(file);
        if (before != null) {
            moved(file, before);
        }
    }

    /** The path that a file had before it was assumed to be renamed; empty if it was not. */
    public synchronized Optional<String> before(int file) {
        return Optional.ofNullable(assumed.get(file));
    }

    /** Assumes that all requested renames succeeded, after alerts were dropped. */
    public synchronized void catchUp() {
        Map.copyOf(asked).forEach((file, path) -> {
            String before = paths.get(file);
            moved(file, path);
            assumed.put(file, before);
        });
    }

    /**
     * Looks on disk which files have got the suffix or lost it, after alerts were dropped. Those that have not are
     * still being renamed, or could not be: the engine is asked once more, and tells.
     */
    public synchronized void catchUpSuffixes(torrent_handle handle, Path folder) {
        Map.copyOf(suffixing).forEach((file, path) -> {
            if (!PartSuffix.isTaken(folder, paths.get(file))) {
                moved(file, path);
            } else if (PartSuffix.isTaken(folder, path)) {
                notRenamed(file);
            } else {
                askedTwice.add(file);
                handle.rename_file(file, path);
            }
        });
    }
}
