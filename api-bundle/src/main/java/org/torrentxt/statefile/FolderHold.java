package org.torrentxt.statefile;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The right of one process, and of one part of it, to write into a folder: for those that use {@link StateFiles}, as a
 * {@link StateFolder} has it by itself. It ends with the process however that ends.
 */
public final class FolderHold implements AutoCloseable {
    private final FolderDisk disk;

    private FolderHold(FolderDisk disk) {
        this.disk = disk;
    }

    /**
     * Takes a folder, which is created if necessary, for its owner alone.
     *
     * @param holder who uses it, for messages to others, such as {@code DHT store}
     * @throws FolderInUseException if somebody else has it
     * @throws IOException if it cannot be created or written: nobody who has the same rights can do that then
     */
    public static FolderHold take(Path folder, String holder) throws IOException {
        FolderDisk disk = new FolderDisk(folder, holder, 0);
        new DamagedFiles(disk, new StateListener() {}).hold();
        return new FolderHold(disk);
    }

    @Override
    public void close() {
        disk.close();
    }
}
