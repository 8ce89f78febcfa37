package org.torrentxt.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * What a file of a torrent was like when its content was verified; see {@link AddTorrent.Builder#seed(java.util.List)}.
 *
 * @param path its path below the save path, with {@code /}, as in
 *     {@link org.torrentxt.api.status.FileInfo#path()}; not empty
 * @param size in bytes, not negative
 * @param modified when it was last written by then, as precisely as its file system tells
 * @see org.torrentxt.api.create.CreatedTorrent#hashedFiles()
 */
public record HashedFile(String path, long size, Instant modified) implements Serializable {
    /**
     * Checks path and size.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if the path is empty or the size negative
     */
    public HashedFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(modified, "modified");
        if (path.isEmpty()) {
            throw TorrentException.invalid("empty path of a hashed file; expected its path below the save path");
        }
        if (size < 0) {
            throw TorrentException.invalid("size of a hashed file out of range: " + size + "; expected at least 0");
        }
    }
}
