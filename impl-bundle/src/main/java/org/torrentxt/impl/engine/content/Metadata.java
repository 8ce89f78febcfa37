package org.torrentxt.impl.engine.content;

import java.lang.ref.Reference;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;

/** Reads the files in a torrent's metadata. A handle must be valid. */
public final class Metadata {
    private Metadata() {}

    /** The indexes of all files except pad files. */
    public static List<Integer> contentFiles(torrent_info info) {
        file_storage storage = info.files();
        List<Integer> indexes = IntStream.range(0, storage.num_files())
                .filter(i -> !storage.pad_file_at(i))
                .boxed()
                .toList();
        Reference.reachabilityFence(info);
        return indexes;
    }

    /** The indexes of the files of which something is on disk once it is downloaded: not those that are empty. */
    public static BitSet filesOnDisk(torrent_info info) {
        file_storage storage = info.files();
        BitSet files = new BitSet();
        contentFiles(info).stream().filter(file -> storage.file_size(file) > 0).forEach(files::set);
        Reference.reachabilityFence(info);
        return files;
    }

    /** The path of the first file that pads nothing; as {@link #paths}. */
    static Optional<String> firstPath(torrent_info info) {
        file_storage storage = info.files();
        Optional<String> path = IntStream.range(0, storage.num_files())
                .filter(i -> !storage.pad_file_at(i))
                .mapToObj(storage::file_path)
                .findFirst();
        Reference.reachabilityFence(info);
        return path;
    }

    /** The paths of all files by index, as returned by the binding; must only be read while none is being renamed. */
    static List<String> paths(torrent_info info) {
        file_storage storage = info.files();
        List<String> paths = IntStream.range(0, storage.num_files())
                .mapToObj(storage::file_path)
                .toList();
        Reference.reachabilityFence(info);
        return paths;
    }

    /** The metadata; empty until it is known. */
    public static Optional<torrent_info> of(torrent_handle h) {
        torrent_info info = h.torrent_file_ptr();
        return info != null && info.is_valid() ? Optional.of(info) : Optional.empty();
    }
}
