package org.torrentxt.api.status;

import org.torrentxt.api.FilePriority;

/**
 * One file of a torrent at one moment.
 *
 * @param index its 0-based place in the torrent, by which it is named in calls and events
 * @param path its path within the torrent, relative, with {@code /}
 * @param size its size in bytes
 * @param progress bytes of it that are downloaded and verified
 * @param priority how eagerly it is downloaded
 */
public record FileInfo(int index, String path, long size, long progress, FilePriority priority) {}
