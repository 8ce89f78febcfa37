package org.torrentxt.impl.engine;

import java.io.ByteArrayOutputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.bencode.Bencode;
import org.torrentxt.impl.bencode.BencodeDictionary;
import org.torrentxt.impl.bencode.ByteString;

/** .torrent files in and out of the engine. */
final class TorrentFiles {
    private static final ByteString NODES = ByteString.of("nodes");

    private TorrentFiles() {}

    /**
     * Reads one.
     *
     * @throws TorrentException if it is none, or one that the engine refuses; the message ends with its reason
     */
    static torrent_info read(byte[] content) {
        if (content.length == 0 || content.length > AddTorrent.MAX_LENGTH) {
            throw TorrentException.invalid(
                    "a .torrent file of " + content.length + " bytes; expected 1 to " + AddTorrent.MAX_LENGTH);
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(content.length).put(content);
        error_code error = new error_code();
        torrent_info info = new torrent_info(libtorrent_jni.directBufferAddress(buffer), content.length, error);
        Reference.reachabilityFence(buffer);
        if (error.failed() || !info.is_valid()) {
            throw TorrentException.invalid("not a usable .torrent file: " + error.message());
        }
        return info;
    }

    /**
     * The same .torrent file without its DHT nodes, whose names the engine would look up.
     *
     * @throws TorrentException if that would make another torrent of it, as its info is not bencoded in the one way there should be
     */
    static byte[] withoutNodes(byte[] content, InfoHashes expected, NetworkMode network) {
        BencodeDictionary.Builder kept = BencodeDictionary.builder();
        Bencode.decodeDictionary(content).entries().forEach((key, value) -> {
            if (!key.equals(NODES)) {
                kept.put(key, value);
            }
        });
        byte[] result = Bencode.encode(kept.build());
        if (!Natives.infoHashes(read(result).info_hashes()).equals(expected)) {
            throw TorrentException.invalid(
                    "the .torrent file is not well enough formed to leave out the DHT nodes that it"
                            + " names beyond its network" + network.wayOut());
        }
        return result;
    }

    /**
     * Writes the one of a torrent; empty until its metadata and, for v2, all of its piece layers are known. Written here, as what the
     * binding offers for it is freed before it can be read.
     */
    static Optional<byte[]> write(torrent_handle handle, Sources sources) {
        return TorrentReader.metadata(handle)
                .flatMap(info -> pieceLayers(handle, info).map(layers -> write(handle, sources, info, layers)));
    }

    // The info goes in as it is: bencoded anew, one that was not in order would have another hash. Keys are in order
    // around it.
    private static byte[] write(torrent_handle handle, Sources sources, torrent_info info, BencodeDictionary layers) {
        BencodeDictionary.Builder head = BencodeDictionary.builder();
        putTrackers(head, sources.trackers(handle));
        putText(head, "comment", info.comment());
        putText(head, "created by", info.creator());
        if (info.creation_date() > 0) {
            head.put("creation date", info.creation_date());
        }
        BencodeDictionary.Builder tail = BencodeDictionary.builder();
        if (!layers.entries().isEmpty()) {
            tail.put("piece layers", layers);
        }
        List<String> webSeeds = sources.webSeeds(handle);
        if (!webSeeds.isEmpty()) {
            tail.put("url-list", webSeeds);
        }
        byte[] before = Bencode.encode(head.build());
        byte[] after = Bencode.encode(tail.build());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(before, 0, before.length - 1);
        file.writeBytes("4:info".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(infoSection(info));
        file.write(after, 1, after.length - 1);
        return file.toByteArray();
    }

    private static void putText(BencodeDictionary.Builder file, String key, String text) {
        if (!text.isEmpty()) {
            file.put(key, text);
        }
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

    /** The bencoded info dictionary, as the info-hash was taken of it. */
    static byte[] infoSection(torrent_info info) {
        byte_span section = info.get_info_section();
        byte[] bytes = new byte[Math.toIntExact(section.size())];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = section.at(i);
        }
        return bytes;
    }

    // By root, of each file of more than one piece. A hash that is not known yet is all zeros.
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
