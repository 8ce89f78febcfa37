package org.torrentxt.impl.stream;

/**
 * Which part of a torrent's content a file is.
 *
 * @param offset of its first byte in the content
 * @param size its bytes
 * @param pieceLength bytes of a piece, at least 1
 */
public record FileSpan(long offset, long size, int pieceLength) {
    /** The index of the piece with its first byte; of an empty file, the one where that would be. */
    public int firstPiece() {
        return pieceAt(0);
    }

    /** How many pieces have bytes of it. */
    public int pieceCount() {
        return size == 0 ? 0 : pieceAt(size - 1) - firstPiece() + 1;
    }

    /** The index of the piece with that byte of the file. */
    public int pieceAt(long position) {
        return Math.toIntExact((offset + position) / pieceLength);
    }

    /** Where in its piece that byte of the file is. */
    public int offsetInPiece(long position) {
        return (int) ((offset + position) % pieceLength);
    }

    /** The file's first byte in a piece that has some of it. */
    public long startOf(int piece) {
        return Math.max(0, (long) piece * pieceLength - offset);
    }

    /** The end of the file's bytes in a piece that has some of it, exclusive. */
    public long endOf(int piece) {
        return Math.min(size, (piece + 1L) * pieceLength - offset);
    }
}
