package org.torrentxt.impl.engine;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.libtorrent4j.swig.create_torrent;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent_jni;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.bencode.Bencode;
import org.torrentxt.impl.bencode.BencodeDictionary;
import org.torrentxt.impl.bencode.ByteString;

/** .torrent files in and out of the engine. */
final class TorrentFiles {
    private static final int MAX_LENGTH = 64 * 1024 * 1024;

    private static final ByteString NODES = ByteString.of("nodes");

    private TorrentFiles() {}

    /**
     * Reads one.
     *
     * @throws TorrentException if it is none, or one that the engine refuses; the message ends with its reason
     */
    static torrent_info read(byte[] content) {
        if (content.length == 0 || content.length > MAX_LENGTH) {
            throw TorrentException.invalid(
                    "a .torrent file of " + content.length + " bytes; expected 1 to " + MAX_LENGTH);
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
    static byte[] withoutNodes(byte[] content, InfoHashes expected) {
        BencodeDictionary.Builder kept = BencodeDictionary.builder();
        Bencode.decodeDictionary(content).entries().forEach((key, value) -> {
            if (!key.equals(NODES)) {
                kept.put(key, value);
            }
        });
        byte[] result = Bencode.encode(kept.build());
        if (!Natives.infoHashes(read(result).info_hashes()).equals(expected)) {
            throw TorrentException.invalid(
                    "the .torrent file names DHT nodes beyond this host, which network=local rules out,"
                            + " and is not well enough formed to leave them out; set network=lan or network=internet first");
        }
        return result;
    }

    /** Writes the one of a torrent; empty until its metadata is known. */
    static Optional<byte[]> write(torrent_handle handle) {
        torrent_info info = handle.torrent_file_with_hashes_ptr();
        if (info == null || !info.is_valid()) {
            return Optional.empty();
        }
        create_torrent creator = new create_torrent(info);
        try {
            return Optional.of(Natives.bytes(creator.generate().bencode()));
        } finally {
            // the creator refers to the files of the info: freed first, it would be left with nothing
            creator.delete();
            Reference.reachabilityFence(info);
        }
    }
}
