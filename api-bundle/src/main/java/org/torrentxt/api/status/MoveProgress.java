package org.torrentxt.api.status;

import java.nio.file.Path;

/**
 * How far the files of a torrent are copied to a folder on another file system.
 *
 * @param folder where they are moved to
 * @param bytesDone bytes that are copied and compared; a byte that is copied, but not compared yet, counts half
 * @param bytesTotal bytes of all files that exist; 0 until they are known
 */
public record MoveProgress(Path folder, long bytesDone, long bytesTotal) {}
