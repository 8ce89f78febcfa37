package org.torrentxt.impl.create;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * A file found by a scan of the content.
 *
 * @param path where it is
 * @param names its path in the torrent, name by name, without the torrent's folder
 * @param size in bytes
 * @param modified when it was last written
 */
record ContentFile(Path path, List<String> names, long size, FileTime modified) {}
