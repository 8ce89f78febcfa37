package org.torrentxt.api.status;

import org.torrentxt.api.FilePriority;

/**
 * One file of a torrent at one moment.
 *
 * @param index its 0-based position in the torrent, which identifies it in calls and events
 * @param path its path within the torrent, relative, with {@code /}
 * @param size its size in bytes
 * @param progress downloaded and verified bytes
 * @param priority its download priority
 * @param offset where it begins in the torrent's content, in bytes: all files one after the other, pad files included
 * @param firstPiece 0-based index of the piece that holds its first byte
 * @param pieceCount how many pieces hold its bytes, the first and the last of which it may share with other files; 0
 *     for an empty file
 */
public record FileInfo(
        int index,
        String path,
        long size,
        long progress,
        FilePriority priority,
        long offset,
        int firstPiece,
        int pieceCount) {

    /**
     * A file of which it is not said where it is in the torrent's content: its offset, first piece and number of pieces
     * are 0.
     */
    public FileInfo(int index, String path, long size, long progress, FilePriority priority) {
        this(index, path, size, progress, priority, 0, 0, 0);
    }
}
