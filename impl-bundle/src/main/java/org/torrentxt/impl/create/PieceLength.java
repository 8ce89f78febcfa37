package org.torrentxt.impl.create;

import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;

/** Chooses the piece length, where the request does not. */
final class PieceLength {
    private static final int MAX_AUTO_PIECES = 2048;
    private static final int MAX_AUTO_LENGTH = 16 * 1024 * 1024;

    private PieceLength() {}

    /** By the size of the content; smaller in hybrid folders of small files, which would be padding mostly. */
    static int choose(ContentTree content, TorrentFormat format) {
        int length = bySize(content.totalSize());
        return format == TorrentFormat.HYBRID && content.folder() ? withLessPadding(content, length) : length;
    }

    /**
     * The power of two that gives about 1,000 to 2,000 pieces; more pieces for huge content, so that pieces do not
     * become too large.
     */
    static int bySize(long totalSize) {
        int length = CreateTorrent.MIN_PIECE_LENGTH;
        while (length < MAX_AUTO_LENGTH && totalSize > (long) length * MAX_AUTO_PIECES) {
            length *= 2;
        }
        return length;
    }

    /**
     * The length with the least padding among those that at most double the number of pieces, if more than half would
     * be padding. A file of less than a piece is one piece of any length.
     */
    private static int withLessPadding(ContentTree content, int length) {
        long pieces = pieces(content, length);
        if (pieces * length <= 2 * content.totalSize()) {
            return length;
        }
        long most = Math.min(2 * pieces, PieceMap.MAX_PIECES);
        long least = pieces * length;
        int best = length;
        for (int shorter = length / 2; shorter >= CreateTorrent.MIN_PIECE_LENGTH; shorter /= 2) {
            long more = pieces(content, shorter);
            if (more <= most && more * shorter < least) {
                least = more * shorter;
                best = shorter;
            }
        }
        return best;
    }

    private static long pieces(ContentTree content, int length) {
        return content.files().stream()
                .mapToLong(file -> (file.size() + length - 1) / length)
                .sum();
    }
}
