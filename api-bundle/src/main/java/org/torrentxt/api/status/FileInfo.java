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
 */
public record FileInfo(int index, String path, long size, long progress, FilePriority priority) {}
