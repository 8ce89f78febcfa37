package org.torrentxt.impl.create;

import java.util.Arrays;
import java.util.List;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentFormat;

/**
 * Maps files to pieces. For v1, files follow one another without gaps. For v2 and hybrid torrents, each file begins
 * with a new piece, and the rest of its last piece is padding; a torrent with a single file has none.
 */
final class PieceMap {
    /** The largest number of pieces that other clients load. */
    static final int MAX_PIECES = 1 << 21;

    private final List<ContentFile> files;
    private final long[] starts;
    private final long end;
    private final int pieceLength;

    private PieceMap(List<ContentFile> files, long[] starts, long end, int pieceLength) {
        this.files = files;
        this.starts = starts;
        this.end = end;
        this.pieceLength = pieceLength;
    }

    /**
     * Lays out the content.
     *
     * @param chosen bytes per piece, 0 to choose automatically
     * @throws TorrentException if there would be more than {@link #MAX_PIECES} pieces
     */
    static PieceMap of(ContentTree content, TorrentFormat format, int chosen) {
        int pieceLength = chosen != 0 ? chosen : PieceLength.choose(content, format);
        boolean aligned = format != TorrentFormat.V1 && content.folder();
        List<ContentFile> files = content.files();
        long[] starts = new long[files.size()];
        long end = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = end;
            end += aligned
                    ? roundUp(files.get(i).size(), pieceLength)
                    : files.get(i).size();
        }
        long pieces = roundUp(end, pieceLength) / pieceLength;
        if (pieces > MAX_PIECES) {
            throw TorrentException.invalid("too many pieces: " + content.root() + " has " + pieces + " of "
                    + pieceLength + " bytes; expected at most " + MAX_PIECES + ": choose larger pieces");
        }
        return new PieceMap(files, starts, end, pieceLength);
    }

    private static long roundUp(long size, int unit) {
        return (size + unit - 1) / unit * unit;
    }

    List<ContentFile> files() {
        return files;
    }

    int pieceLength() {
        return pieceLength;
    }

    int numPieces() {
        return (int) (roundUp(end, pieceLength) / pieceLength);
    }

    /** The offset of a piece. */
    long start(int piece) {
        return (long) piece * pieceLength;
    }

    /** The end offset of a piece; the last one may be shorter. */
    long end(int piece) {
        return Math.min(start(piece) + pieceLength, end);
    }

    /** The offset of a file. */
    long fileStart(int file) {
        return starts[file];
    }

    /** The number of pieces of a file that begins with a piece. */
    int numPieces(int file) {
        return (int) (roundUp(files.get(file).size(), pieceLength) / pieceLength);
    }

    /** The bytes of padding after the file. */
    long padding(int file) {
        long next = file + 1 < starts.length ? starts[file + 1] : end;
        return next - starts[file] - files.get(file).size();
    }

    /** The file whose bytes, or padding, are at that offset. */
    int fileAt(long offset) {
        int found = Arrays.binarySearch(starts, offset);
        int file = found >= 0 ? found : -found - 2;
        // empty files begin where the next one does: the last of them has the byte
        while (file + 1 < starts.length && starts[file + 1] <= offset) {
            file++;
        }
        return file;
    }
}
