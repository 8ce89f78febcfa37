package org.torrentxt.impl.create;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * A file of the content as a scan found it.
 *
 * @param path where it is
 * @param names its path in the torrent, name by name, the folder's own name left out
 * @param size its bytes
 * @param modified when it was last written
 */
record ContentFile(Path path, List<String> names, long size, FileTime modified) {}
