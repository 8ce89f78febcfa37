package org.torrentxt.impl.create;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;

/** An upper estimate of the length of a .torrent file and of its number of tokens. */
final class MetainfoSize {
    private static final int AROUND = 64 * 1024; // name, trackers and the like
    private static final int LIST_ENTRY = 64; // d6:lengthi...e4:pathl...ee
    private static final int PAD_ENTRY = 80;
    private static final int TREE_LEAF = 112; // with its root
    private static final int LAYER_KEY = 48;

    private final TorrentFormat format;
    private long bytes = AROUND;
    private long tokens = 256;

    private MetainfoSize(TorrentFormat format) {
        this.format = format;
    }

    /**
     * Rejects content whose .torrent file this program, or others, could not load.
     *
     * @throws TorrentException if it has too many files
     */
    static void check(CreateTorrent request, ContentTree content, PieceMap map) {
        MetainfoSize size = new MetainfoSize(request.format());
        for (int file = 0; file < content.files().size(); file++) {
            size.add(content.files().get(file), map.numPieces(file), map.padding(file) > 0);
        }
        if (request.format() != TorrentFormat.V2) {
            size.bytes += (long) map.numPieces() * Digests.SHA1_BYTES;
        }
        if (size.bytes > AddTorrent.MAX_LENGTH || size.tokens > Bencode.MAX_TOKENS) {
            throw TorrentException.invalid(content.root()
                    + " has too many files or pieces for a torrent: the .torrent file would have "
                    + size.bytes + " bytes and " + size.tokens + " tokens; expected at most " + AddTorrent.MAX_LENGTH
                    + " and " + Bencode.MAX_TOKENS + ": choose "
                    + (request.format() == TorrentFormat.HYBRID ? "v1 only, " : "")
                    + "larger pieces, or one torrent per folder");
        }
    }

    private void add(ContentFile file, int pieces, boolean isPadded) {
        long path = file.names().stream()
                .mapToLong(name -> name.getBytes(UTF_8).length + 4)
                .sum();
        int depth = file.names().size();
        if (format != TorrentFormat.V2) {
            bytes += LIST_ENTRY + path + (isPadded ? PAD_ENTRY : 0);
            tokens += 7L + depth + (isPadded ? 12 : 0);
        }
        if (format != TorrentFormat.V1) {
            bytes +=
                    TREE_LEAF + path + 2L * depth + (pieces > 1 ? LAYER_KEY + (long) pieces * Digests.SHA256_BYTES : 0);
            tokens += 8L + 3L * depth + (pieces > 1 ? 2 : 0); // as if no two files had a folder in common
        }
    }
}
