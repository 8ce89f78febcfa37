package org.torrentxt.impl.engine.content;

import java.io.ByteArrayOutputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.byte_span;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.libtorrent_jni;
import org.libtorrent4j.swig.sha256_hash;
import org.libtorrent4j.swig.sha256_hash_vector;
import org.libtorrent4j.swig.sha256_hash_vector_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeTokens;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.network.NetworkMode;

/** Reads .torrent files for the engine, and writes them. */
public final class TorrentFiles {
    private static final ByteString INFO = ByteString.of("info");

    private TorrentFiles() {}

    /** A .torrent file as parameters for the engine, and its other content. */
    record Loaded(add_torrent_params params, torrent_info info, TorrentContent content) {}

    /**
     * Reads a file to be added.
     *
     * @param network DHT nodes beyond it are withheld from the engine, which would look up their names
     * @throws TorrentException if it is invalid, too long, or rejected by the engine; the message ends with the reason
     */
    static Loaded load(byte[] file, NetworkMode network) {
        checkLength(file);
        int tokens = BencodeTokens.count(file);
        if (tokens > Bencode.MAX_TOKENS) {
            throw TorrentException.invalid(
                    "too many files in .torrent file: " + tokens + " tokens; expected at most " + Bencode.MAX_TOKENS);
        }
        if (tokens > LargeTorrents.ENGINE_TOKENS) {
            TorrentContent content = TorrentContent.of(file);
            add_torrent_params params = LargeTorrents.read(content);
            return new Loaded(params, params.ti_ptr(), content);
        }
        torrent_info info = read(file);
        TorrentContent content = TorrentContent.of(file);
        if (info.nodes().stream().anyMatch(node -> !network.allowsHost(node.getFirst()))) {
            info = read(content.without("nodes"));
        }
        add_torrent_params params = new add_torrent_params();
        params.set_ti(info);
        return new Loaded(params, info, content);
    }

    private static void checkLength(byte[] file) {
        if (file.length == 0 || file.length > AddTorrent.MAX_LENGTH) {
            throw TorrentException.invalid("invalid length of .torrent file: " + file.length + " bytes; expected 1 to "
                    + AddTorrent.MAX_LENGTH);
        }
    }

    /**
     * Reads a file that is not too large.
     *
     * @throws TorrentException if it is invalid or rejected by the engine; the message ends with the reason
     */
    public static torrent_info read(byte[] content) {
        checkLength(content);
        ByteBuffer buffer = ByteBuffer.allocateDirect(content.length).put(content);
        error_code error = new error_code();
        torrent_info info = new torrent_info(libtorrent_jni.directBufferAddress(buffer), content.length, error);
        Reference.reachabilityFence(buffer);
        if (error.failed() || !info.is_valid()) {
            throw TorrentException.invalid("invalid .torrent file: " + error.message());
        }
        return info;
    }

    /**
     * Writes the .torrent file of a torrent; empty until its metadata and, for v2, all of its piece layers are known.
     * Written here, as the binding frees its result before it can be read.
     *
     * @param trackers all of its trackers, by their original URLs
     * @param webSeeds all of its web seeds, by their original URLs
     * @param outer the other keys of its source
     */
    public static Optional<byte[]> write(
            torrent_handle handle, List<Withheld.Tracker> trackers, List<String> webSeeds, OuterKeys outer) {
        return Metadata.of(handle)
                .flatMap(info ->
                        pieceLayers(handle, info).map(layers -> write(trackers, webSeeds, outer, info, layers)));
    }

    // The info dictionary and other original content are written unchanged: encoding an unsorted dictionary again would
    // change its hash.
    private static byte[] write(
            List<Withheld.Tracker> trackers,
            List<String> webSeeds,
            OuterKeys outer,
            torrent_info info,
            BencodeDictionary layers) {
        BencodeDictionary.Builder file = BencodeDictionary.builder();
        putTrackers(file, trackers);
        if (!layers.entries().isEmpty()) {
            file.put("piece layers", layers);
        }
        if (!webSeeds.isEmpty()) {
            file.put("url-list", webSeeds);
        }
        SortedMap<ByteString, ByteString> values = new TreeMap<>();
        outer.putTo(values);
        file.build().entries().forEach((key, value) -> values.put(key, ByteString.of(Bencode.encode(value))));
        values.put(INFO, ByteString.of(infoSection(info)));
        return Bencode.join(values);
    }

    private static void putTrackers(BencodeDictionary.Builder file, List<Withheld.Tracker> trackers) {
        Map<Integer, List<String>> tiers = new TreeMap<>();
        trackers.forEach(tracker ->
                tiers.computeIfAbsent(tracker.tier(), tier -> new ArrayList<>()).add(tracker.url()));
        tiers.values().stream().findFirst().ifPresent(first -> file.put("announce", first.get(0)));
        if (trackers.size() > 1) {
            file.put("announce-list", List.copyOf(tiers.values()));
        }
    }

    /** The bencoded info dictionary, from which the info-hash was calculated. */
    static byte[] infoSection(torrent_info info) {
        byte_span section = info.get_info_section();
        byte[] bytes = new byte[Math.toIntExact(section.size())];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = section.at(i);
        }
        return bytes;
    }

    // By root, for each file with more than one piece. An unknown hash is all zeros.
    private static Optional<BencodeDictionary> pieceLayers(torrent_handle handle, torrent_info info) {
        BencodeDictionary.Builder layers = BencodeDictionary.builder();
        if (info.v2()) {
            file_storage files = info.files();
            sha256_hash_vector_vector known = handle.piece_layers();
            for (int i = 0; i < files.num_files(); i++) {
                if (!files.pad_file_at(i) && files.file_size(i) > files.piece_length()) {
                    long pieces = (files.file_size(i) + files.piece_length() - 1) / files.piece_length();
                    sha256_hash_vector layer = i < known.size() ? known.get(i) : new sha256_hash_vector();
                    if (layer.size() != pieces || layer.stream().anyMatch(sha256_hash::is_all_zeros)) {
                        return Optional.empty();
                    }
                    ByteArrayOutputStream hashes = new ByteArrayOutputStream(layer.size() * 32);
                    layer.forEach(hash -> hashes.writeBytes(Natives.bytes(hash.to_bytes())));
                    layers.put(ByteString.of(Natives.bytes(files.root(i).to_bytes())), hashes.toByteArray());
                }
            }
            Reference.reachabilityFence(known);
            Reference.reachabilityFence(info);
        }
        return Optional.of(layers.build());
    }
}
