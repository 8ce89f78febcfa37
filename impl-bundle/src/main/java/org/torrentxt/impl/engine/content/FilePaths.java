package org.torrentxt.impl.engine.content;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.Garbled;
import org.torrentxt.impl.input.Folders;
import org.torrentxt.impl.storage.Deletion;
import org.torrentxt.impl.storage.Links;

/**
 * The paths of a torrent's files. The engine frees a name when it renames the file, even while it is being read. So all
 * paths are read once, before the first rename, and later renames are taken from alerts.
 */
public final class FilePaths {
    private List<String> paths = List.of();
    private List<Integer> content = List.of(); // those that are no pad files, by index
    // by index: renamed before the torrent was added
    private Map<Integer, String> saved = Map.of();
    // by index: paths of renames that the engine has not reported yet
    private final Map<Integer, String> asked = new HashMap<>();
    // by index: previous paths of files assumed to be renamed after alerts were dropped
    private final Map<Integer, String> assumed = new HashMap<>();

    /** Sets the paths of files in resume data, by index. */
    public synchronized void keep(Map<Integer, String> renamed) {
        saved = renamed;
    }

    /** By index, pad files included; empty until the metadata is known. The handle must be valid. */
    public synchronized List<String> of(torrent_handle handle) {
        if (paths.isEmpty()) {
            Metadata.of(handle).ifPresent(info -> {
                paths = readWithSaved(info);
                content = Metadata.contentFiles(info);
            });
        }
        return paths;
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
     * @param path its new path
     * @throws TorrentException if another file has that path, or is being renamed to it
     */
    public synchronized void rename(torrent_handle handle, int file, String path) {
        List<String> present = of(handle);
        for (int other = 0; other < present.size(); other++) {
            if (other != file && path.equals(asked.getOrDefault(other, present.get(other)))) {
                throw TorrentException.invalid(
                        "path '" + path + "' is used by file " + other + " of this torrent; choose another path");
            }
        }
        String folder = handle.status(torrent_handle.query_save_path).getSave_path();
        Links.requireNone(Path.of(folder), List.of(path, present.get(file)));
        if (Folders.wouldReplace(folder, present.get(file), path)) {
            throw TorrentException.invalid("file '" + path + "' already exists; move it first, or choose another path");
        }
        asked.put(file, path);
        handle.rename_file(file, path);
    }

    /**
     * Records that a file was renamed.
     *
     * @return its former path; empty if that is unknown
     */
    public synchronized Optional<String> renamed(int file, String path) {
        asked.remove(file, path);
        String before = assumed.remove(file);
        if (file >= paths.size()) {
            return Optional.empty();
        }
        List<String> changed = new ArrayList<>(paths);
        String present = changed.set(file, path);
        paths = List.copyOf(changed);
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
        asked.remove(file);
        String before = assumed.remove(file);
        if (before != null) {
            renamed(file, before);
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
            renamed(file, path);
            assumed.put(file, before);
        });
    }
}
