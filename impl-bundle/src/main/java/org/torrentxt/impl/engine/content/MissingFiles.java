package org.torrentxt.impl.engine.content;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.impl.engine.binding.Natives;

/**
 * Finds files that a torrent has had, but that are not there: the engine would silently begin anew, such as in the
 * empty mount point of a disk that is not mounted.
 */
public final class MissingFiles {
    private MissingFiles() {}

    /**
     * What is missing of a torrent that is about to be added, in words; empty if nothing is.
     *
     * @param params with the pieces that it has had
     * @param info null if the metadata is not known
     * @param paths of the files, by index
     */
    static Optional<String> find(add_torrent_params params, torrent_info info, List<String> paths) {
        Optional<String> folder = folder(Path.of(params.getSave_path()));
        if (folder.isPresent() || paths.isEmpty()) {
            return folder;
        }
        bitfield had = params.get_have_pieces();
        boolean hadAll = TorrentFlag.fromBits(params.getFlags().to_int()).contains(TorrentFlag.SEED_MODE);
        return find(
                Path.of(params.getSave_path()),
                info,
                paths,
                piece -> hadAll || piece < had.size() && had.get_bit(piece),
                Natives.bytes(params.get_file_priorities()));
    }

    /** That the folder is missing, in words; empty if it is not. */
    public static Optional<String> folder(Path folder) {
        return Files.isDirectory(folder)
                ? Optional.empty()
                : Optional.of(
                        "its folder is missing: " + folder + "; mount its disk or create it, then resume the torrent");
    }

    /**
     * What is missing in an existing folder, in words; empty if nothing is.
     *
     * @param paths of the files, by index
     * @param had true for the pieces that it has had
     * @param priorities of the files, by index; those beyond are not skipped
     */
    public static Optional<String> find(
            Path folder, torrent_info info, List<String> paths, IntPredicate had, byte[] priorities) {
        file_storage files = info.files();
        try {
            for (int file = 0; file < paths.size(); file++) {
                if (files.pad_file_at(file) || isSkipped(priorities, file) || files.file_size(file) == 0) {
                    continue;
                }
                int first = (int) (files.file_offset(file) / info.piece_length());
                int last = (int) ((files.file_offset(file) + files.file_size(file) - 1) / info.piece_length());
                Path path = folder.resolve(paths.get(file));
                if (IntStream.rangeClosed(first, last).anyMatch(had) && !Files.exists(path)) {
                    return Optional.of("file missing: " + path + "; mount its disk or put it back, then resume the"
                            + " torrent; or recheck it to download what is missing");
                }
                if (had.test(last) && isShorter(path, files.file_size(file))) {
                    return Optional.of("file too short: " + path + "; expected " + files.file_size(file)
                            + " bytes; put it back, then resume the torrent; or recheck it to download what is"
                            + " missing");
                }
            }
            return Optional.empty();
        } finally {
            Reference.reachabilityFence(info);
        }
    }

    private static boolean isSkipped(byte[] priorities, int file) {
        return file < priorities.length && priorities[file] == 0;
    }

    private static boolean isShorter(Path path, long length) {
        try {
            return Files.size(path) < length;
        } catch (IOException e) {
            return true;
        }
    }
}
