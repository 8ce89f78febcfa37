package org.torrentxt.impl.stream;

import java.nio.file.Path;

/**
 * Where a file of a torrent is on disk.
 *
 * @param folder the save path in which the engine has it now
 * @param path its path below that
 * @param isWhole false while verified bytes of it may be elsewhere, as those of a skipped file are
 */
public record FileLocation(Path folder, String path, boolean isWhole) {}
