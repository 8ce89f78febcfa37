package org.torrentxt.api.create;

import java.nio.file.Path;
import org.torrentxt.api.InfoHashes;

/**
 * A created .torrent file.
 *
 * @param content its bytes, bencoded
 * @param infoHashes its info-hashes
 * @param name its name: that of the file or folder
 * @param savePath the save path for seeding the existing content: its parent folder, except for a folder with a single
 *     file and {@link TorrentFormat#V2}, where it is that folder, as the engine treats such a torrent as a single file
 * @param totalSize bytes of all files, without pad files
 * @param pieceLength piece length in bytes
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
