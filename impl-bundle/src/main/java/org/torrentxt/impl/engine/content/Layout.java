package org.torrentxt.impl.engine.content;

import java.lang.ref.Reference;
import java.util.Optional;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;

/**
 * Properties of a torrent that do not change once its metadata is known.
 *
 * @param numFiles number of files, pad files included
 * @param numPieces number of pieces
 * @param pieceLength bytes of a piece
 * @param totalSize bytes of all files, without pad files
 */
public record Layout(int numFiles, int numPieces, int pieceLength, long totalSize) {
    /** That of a torrent without metadata. */
    public static final Layout UNKNOWN = new Layout(0, 0, 0, 0);

    /** That of a torrent; empty until its metadata is known. The handle must be valid. */
    public static Optional<Layout> of(torrent_handle h) {
        return Metadata.of(h).map(Layout::of);
    }

    /** That of such metadata. */
    static Layout of(torrent_info info) {
        Layout layout = new Layout(info.num_files(), info.num_pieces(), info.piece_length(), info.size_on_disk());
        Reference.reachabilityFence(info);
        return layout;
    }
}
