package org.torrentxt.impl.engine.content;

import java.lang.ref.Reference;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.bool_vector_vector;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.int_bitfield_map;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.sha256_hash_vector_vector;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.NativeBytes;
import org.torrentxt.impl.input.Folders;

/**
 * Reads resume data, and rejects data that does not match the torrent's metadata: the engine trusts lengths and
 * indexes, and would write past the end of its arrays.
 */
final class ResumeData {
    private static final int BLOCK = 16 * 1024;
    private static final ByteString MAPPED_FILES = ByteString.of("mapped_files");
    private static final ByteString INFO = ByteString.of("info");
    // Web seeds by BEP 17: the engine would contact unchecked hosts, as the binding does not expose them.
    private static final Set<ByteString> LEFT_OUT = Set.of(ByteString.of("httpseeds"));

    private final SavedKeys saved;
    private final add_torrent_params params;
    private final Map<Integer, String> renamed = new HashMap<>();

    private ResumeData(add_torrent_params params, SavedKeys saved) {
        this.params = params;
        this.saved = saved;
    }

    /**
     * Reads data saved by {@code saveResumeData()}.
     *
     * @throws TorrentException if it is malformed, or does not match the metadata in it
     */
    static ResumeData read(byte[] content) {
        return read(new TreeMap<>(slices(content)));
    }

    /**
     * Reads data that has been split into its encoded values.
     *
     * @throws TorrentException if it is malformed, or does not match the metadata in it
     */
    static ResumeData read(SortedMap<ByteString, ByteString> values) {
        error_code error = new error_code();
        add_torrent_params params = NativeBytes.lend(
                Bencode.join(kept(values)),
                content -> libtorrent.read_resume_data_ex(content, error, LargeTorrents.limits()));
        if (error.failed()) {
            throw unusable(error.message());
        }
        torrent_info info = params.ti_ptr();
        if (values.containsKey(INFO) && (info == null || !info.is_valid())) {
            throw unusable("its metadata does not match its info-hash");
        }
        ResumeData data = new ResumeData(params, new SavedKeys(values));
        Optional.ofNullable(values.get(MAPPED_FILES)).ifPresent(paths -> data.checkPaths(paths, info));
        if (info != null && info.is_valid()) {
            data.check(info);
        } else {
            data.dropWhatCannotBeChecked();
        }
        data.limitNumbers();
        return data;
    }

    /** The parameters for the engine. */
    add_torrent_params params() {
        return params;
    }

    /** Its text values. */
    SavedKeys saved() {
        return saved;
    }

    /** The paths of renamed files, by index. */
    Map<Integer, String> renamed() {
        return Map.copyOf(renamed);
    }

    private static Map<ByteString, ByteString> slices(byte[] content) {
        try {
            return BencodeSlices.of(content);
        } catch (TorrentException e) {
            throw unusable(e.getMessage());
        }
    }

    private static SortedMap<ByteString, ByteString> kept(SortedMap<ByteString, ByteString> values) {
        if (Collections.disjoint(values.keySet(), LEFT_OUT)) {
            return values;
        }
        SortedMap<ByteString, ByteString> kept = new TreeMap<>(values);
        kept.keySet().removeAll(LEFT_OUT);
        return kept;
    }

    // Read here, as the binding garbles some characters; the engine has the correct ones.
    private void checkPaths(ByteString mappedFiles, torrent_info info) {
        if (!(Bencode.decode(mappedFiles) instanceof List<?> paths)) {
            return; // the engine does not read it either
        }
        if (info != null && info.is_valid()) {
            limit("number of paths", paths.size(), info.num_files());
        }
        for (int file = 0; file < paths.size(); file++) {
            if (paths.get(file) instanceof ByteString path && path.length() > 0) {
                Folders.requireInside(path.text());
                renamed.put(file, path.text());
            }
        }
    }

    private void check(torrent_info info) {
        file_storage files = info.files();
        limit("number of file priorities", params.get_file_priorities().size(), info.num_files());
        limit("number of piece priorities", params.get_piece_priorities().size(), info.num_pieces());
        limit("number of pieces", params.get_have_pieces().size(), info.num_pieces());
        limit("number of verified pieces", params.get_verified_pieces().size(), info.num_pieces());
        checkUnfinished(info);
        checkTrees(files);
        Reference.reachabilityFence(info);
    }

    private void checkUnfinished(torrent_info info) {
        int_bitfield_map unfinished = params.get_unfinished_pieces();
        for (int piece : unfinished.keySet()) {
            limit("unfinished piece", piece, info.num_pieces() - 1L);
            bitfield blocks = unfinished.get(piece);
            limit("number of blocks of piece " + piece, blocks.size(), roundedUp(blocks(info.piece_length()), 8));
            for (int block = (int) blocks(info.piece_size(piece)); block < blocks.size(); block++) {
                if (blocks.get_bit(block)) {
                    throw misfit("block of piece " + piece, block, blocks(info.piece_size(piece)) - 1L);
                }
            }
        }
        Reference.reachabilityFence(unfinished);
    }

    private void checkTrees(file_storage files) {
        sha256_hash_vector_vector trees = params.get_merkle_trees();
        bool_vector_vector masks = params.get_merkle_tree_mask();
        bool_vector_vector verified = params.get_verified_leaf_hashes();
        limit("number of hash trees", trees.size(), files.num_files());
        limit("number of hash tree masks", masks.size(), trees.size());
        limit("number of verified hash trees", verified.size(), trees.size());
        for (int file = 0; file < trees.size(); file++) {
            long blocks = blocks(files.file_size(file));
            long nodes = 2 * Long.highestOneBit(Math.max(1, 2 * blocks - 1)) - 1;
            limit("number of hashes of file " + file, trees.get(file).size(), nodes);
            limit("length of the hash tree mask of file " + file, size(masks, file), nodes);
            limit("number of verified blocks of file " + file, size(verified, file), blocks);
        }
        Reference.reachabilityFence(trees);
        Reference.reachabilityFence(masks);
        Reference.reachabilityFence(verified);
    }

    private static int size(bool_vector_vector all, int index) {
        return index < all.size() ? all.get(index).size() : 0;
    }

    private static long blocks(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK;
    }

    private static long roundedUp(long number, int multiple) {
        return (number + multiple - 1L) / multiple * multiple;
    }

    // Without metadata there are no pieces; when metadata arrives from a peer, the files are checked on disk.
    private void dropWhatCannotBeChecked() {
        params.set_have_pieces(new bitfield());
        params.set_verified_pieces(new bitfield());
        params.set_unfinished_pieces(new int_bitfield_map());
        params.set_merkle_trees(new sha256_hash_vector_vector());
        params.set_merkle_tree_mask(new bool_vector_vector());
        params.set_verified_leaf_hashes(new bool_vector_vector());
        params.set_piece_priorities(new byte_vector());
    }

    // The engine calculates with these values; impossible ones are ignored.
    private void limitNumbers() {
        params.setTotal_uploaded(Math.max(0, params.getTotal_uploaded()));
        params.setTotal_downloaded(Math.max(0, params.getTotal_downloaded()));
        params.setActive_time(seconds(params.getActive_time()));
        params.setFinished_time(seconds(params.getFinished_time()));
        params.setSeeding_time(seconds(params.getSeeding_time()));
        params.setNum_complete(Math.max(-1, params.getNum_complete()));
        params.setNum_incomplete(Math.max(-1, params.getNum_incomplete()));
        params.setNum_downloaded(Math.max(-1, params.getNum_downloaded()));
        params.setMax_connections(count(params.getMax_connections(), 2));
        params.setMax_uploads(count(params.getMax_uploads(), 1));
        params.setDownload_limit(rate(params.getDownload_limit()));
        params.setUpload_limit(rate(params.getUpload_limit()));
    }

    private static int seconds(int seconds) {
        return seconds < 0 || seconds > Integer.MAX_VALUE / 2 ? 0 : seconds;
    }

    private static int count(int count, int least) {
        return count < least || count >= 0xffffff ? -1 : count;
    }

    private static int rate(int bytesPerSecond) {
        return bytesPerSecond < 0 ? -1 : bytesPerSecond;
    }

    private static void limit(String what, long value, long max) {
        if (value > max) {
            throw misfit(what, value, max);
        }
    }

    private static TorrentException misfit(String what, long value, long max) {
        return unusable("does not match its torrent: " + what + " is " + value + "; expected at most " + max
                + "; add the .torrent file or magnet link instead, so that its files are checked");
    }

    private static TorrentException unusable(String problem) {
        return TorrentException.invalid("invalid resume data: " + problem);
    }
}
