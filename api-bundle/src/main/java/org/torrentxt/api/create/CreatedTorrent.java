package org.torrentxt.api.create;

import java.nio.file.Path;
import org.torrentxt.api.InfoHashes;

/**
 * A .torrent file that was made.
 *
 * @param content its bytes, bencoded
 * @param infoHashes its info-hashes
 * @param name its name: that of the file or folder
 * @param savePath the folder to add it with, for seeding what is there: the one that holds the content. (For a folder
 *     with a single file in it as {@link TorrentFormat#V2} it is that folder: the engine takes such a torrent for one file.)
 * @param totalSize bytes of all files, without pad files
 * @param pieceLength bytes of a piece
 * @param numPieces number of pieces
 * @param numFiles number of files, without pad files
 * @param magnetUri its magnet link, with name, size, trackers and web seeds
 */
public record CreatedTorrent(
        byte[] content,
        InfoHashes infoHashes,
        String name,
        Path savePath,
        long totalSize,
        int pieceLength,
        int numPieces,
        int numFiles,
        String magnetUri) {

    /** Copies the bytes. */
    public CreatedTorrent {
        content = content.clone();
    }

    /** A copy of the bytes. */
    @Override
    public byte[] content() {
        return content.clone();
    }
}
