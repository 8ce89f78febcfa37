package org.torrentxt.impl.engine.content;

import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.int_bitfield_map;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.storage.PartFile;

/**
 * Takes out of resume data the pieces of which some bytes were in a part file that is gone. The engine trusts resume
 * data for skipped files: it would offer such pieces to peers, and stop the torrent with an error when one asks for
 * them.
 */
final class LostParts {
    private LostParts() {}

    /**
     * Leaves in the parameters what is on disk.
     *
     * @param paths of the files, by index
     * @param saved the priorities of the files when the resume data was saved, by index
     */
    static void takeOut(add_torrent_params params, torrent_info info, List<String> paths, byte[] saved) {
        byte[] wanted = Natives.bytes(params.get_file_priorities());
        file_storage files = info.files();
        Path folder = Path.of(params.getSave_path());
        BitSet lost = new BitSet();
        BitSet held = null; // read only if some file is not where it would be
        for (int file = 0; file < paths.size(); file++) {
            if (isSkipped(saved, file)
                    && files.file_size(file) > 0
                    && !files.pad_file_at(file)
                    && !Files.exists(folder.resolve(paths.get(file)), LinkOption.NOFOLLOW_LINKS)) {
                if (held == null) {
                    held = PartFile.pieces(
                            folder, Natives.infoHashes(info.info_hashes()), info.num_pieces(), info.piece_length());
                }
                BitSet pieces = pieces(files, file, info.piece_length());
                if (isSkipped(wanted, file)) {
                    pieces.andNot(held);
                }
                lost.or(pieces);
            }
        }
        Reference.reachabilityFence(info);
        if (!lost.isEmpty()) {
            takeOut(params, lost);
        }
    }

    private static boolean isSkipped(byte[] priorities, int file) {
        return file < priorities.length && priorities[file] == 0;
    }

    private static BitSet pieces(file_storage files, int file, int length) {
        long first = files.file_offset(file);
        BitSet pieces = new BitSet();
        pieces.set((int) (first / length), (int) ((first + files.file_size(file) - 1) / length) + 1);
        return pieces;
    }

    private static void takeOut(add_torrent_params params, BitSet lost) {
        bitfield have = new bitfield(params.get_have_pieces());
        lost.stream().filter(piece -> piece < have.size()).forEach(have::clear_bit);
        params.set_have_pieces(have);
        int_bitfield_map unfinished = new int_bitfield_map(params.get_unfinished_pieces());
        new ArrayList<>(unfinished.keySet()).stream().filter(lost::get).forEach(unfinished::remove);
        params.set_unfinished_pieces(unfinished);
    }
}
