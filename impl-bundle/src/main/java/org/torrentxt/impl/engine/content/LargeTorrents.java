package org.torrentxt.impl.engine.content;

import java.lang.ref.Reference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.bool_vector;
import org.libtorrent4j.swig.bool_vector_vector;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.load_torrent_limits;
import org.libtorrent4j.swig.sha256_hash;
import org.libtorrent4j.swig.sha256_hash_vector;
import org.libtorrent4j.swig.sha256_hash_vector_vector;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.NativeBytes;
import org.torrentxt.impl.engine.binding.Natives;

/**
 * Reads .torrent files with more files than the engine accepts. Its limit cannot be changed through the binding, except
 * for resume data, so the metadata is passed to the engine as resume data.
 */
final class LargeTorrents {
    /** The maximum number of tokens in a .torrent file that the engine reads. */
    static final int ENGINE_TOKENS = 1_900_000; // its limit is 2,000,000, but it may count differently

    private static final int HASH_LENGTH = 32;

    private LargeTorrents() {}

    /** The limits for resume data. */
    static load_torrent_limits limits() {
        load_torrent_limits limits = new load_torrent_limits();
        limits.setMax_decode_tokens(Bencode.MAX_TOKENS);
        return limits;
    }

    /**
     * Reads one.
     *
     * @throws TorrentException if the engine refuses it
     */
    static add_torrent_params read(TorrentContent content) {
        byte[] info = content.encoded("info")
                .orElseThrow(() -> TorrentException.invalid("invalid .torrent file: no info dictionary"));
        error_code error = new error_code();
        add_torrent_params params = NativeBytes.lend(
                Bencode.join(asResumeData(info)),
                resumeData -> libtorrent.read_resume_data_ex(resumeData, error, limits()));
        torrent_info read = params.ti_ptr();
        if (error.failed() || read == null || !read.is_valid()) {
            throw TorrentException.invalid("invalid .torrent file: " + error.message());
        }
        content.encoded("piece layers")
                .ifPresent(layers -> setPieceLayers(params, read.files(), Bencode.decodeDictionary(layers)));
        Reference.reachabilityFence(read);
        return params;
    }

    private static SortedMap<ByteString, ByteString> asResumeData(byte[] info) {
        Map<ByteString, ByteString> keys = BencodeSlices.of(info);
        SortedMap<ByteString, ByteString> values = new TreeMap<>();
        put(values, "file-format", Bencode.encode("libtorrent resume file"));
        put(values, "file-version", Bencode.encode(1));
        put(values, "info", info);
        if (keys.containsKey(ByteString.of("pieces"))) {
            put(values, "info-hash", Bencode.encode(digest("SHA-1", info)));
        }
        if (keys.containsKey(ByteString.of("file tree"))) {
            put(values, "info-hash2", Bencode.encode(digest("SHA-256", info)));
        }
        return values;
    }

    private static byte[] digest(String algorithm, byte[] info) {
        try {
            return MessageDigest.getInstance(algorithm).digest(info);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    private static void put(SortedMap<ByteString, ByteString> values, String key, byte[] encoded) {
        values.put(ByteString.of(key), ByteString.of(encoded));
    }

    // As hash trees with a mask for the piece layer only. The engine checks them against the root.
    private static void setPieceLayers(add_torrent_params params, file_storage files, BencodeDictionary layers) {
        sha256_hash_vector_vector trees = new sha256_hash_vector_vector();
        bool_vector_vector masks = new bool_vector_vector();
        for (int file = 0; file < files.num_files(); file++) {
            long pieces = (files.file_size(file) + files.piece_length() - 1) / files.piece_length();
            sha256_hash_vector tree = new sha256_hash_vector();
            bool_vector mask = new bool_vector(1, false);
            if (!files.pad_file_at(file) && pieces > 1) {
                ByteString root = ByteString.of(Natives.bytes(files.root(file).to_bytes()));
                byte[] layer = layers.entries().get(root) instanceof ByteString known ? known.bytes() : new byte[0];
                if (layer.length == pieces * HASH_LENGTH) {
                    mask = new bool_vector((int) (firstOfLayer(pieces) + pieces), false);
                    for (int piece = 0; piece < pieces; piece++) {
                        mask.set((int) (firstOfLayer(pieces) + piece), true);
                        byte[] hash = Arrays.copyOfRange(layer, piece * HASH_LENGTH, (piece + 1) * HASH_LENGTH);
                        tree.add(new sha256_hash(new byte_vector(hash)));
                    }
                }
            }
            trees.add(tree);
            masks.add(mask);
        }
        params.set_merkle_trees(trees);
        params.set_merkle_tree_mask(masks);
    }

    // Nodes are numbered layer by layer, beginning with the root.
    private static long firstOfLayer(long pieces) {
        return (Long.highestOneBit(pieces - 1) << 1) - 1;
    }
}
