package org.torrentxt.statefile;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Sets aside what cannot be used in a folder: renames it, whatever it is, and reports it. */
final class DamagedFiles {
    /** The names of files that have been set aside; the first group is the former name. */
    static final Pattern NAME = Pattern.compile("(.+)\\.damaged-[0-9]+");

    private static final int MAX_COUNT = 1_000;

    private final Disk disk;
    private final StateListener listener;

    DamagedFiles(Disk disk, StateListener listener) {
        this.disk = disk;
        this.listener = listener;
    }

    /**
     * Renames a file, and reports that. The folder must be synced before another file gets its name.
     *
     * @throws IOException if that fails; nothing is reported then
     */
    void setAside(String name, String reason) throws IOException {
        String aside = freeName(name);
        disk.rename(name, aside);
        listener.damaged(Path.of(disk.path(aside)), reason);
    }

    // Each name is looked up, as listing the folder for each of ten thousand files takes minutes.
    private String freeName(String name) throws IOException {
        for (int i = 1; i <= MAX_COUNT; i++) {
            String aside = name + ".damaged-" + i;
            if (!disk.exists(aside)) {
                return aside;
            }
        }
        throw new IOException("there are already " + MAX_COUNT + " damaged files with that name");
    }

    /** Does {@link Disk#hold}; what is in the place of the lock is set aside first. */
    boolean hold() throws IOException {
        try {
            return disk.hold();
        } catch (UnusableFileException e) {
            setAside(FolderLock.NAME, e.getMessage());
            return disk.hold();
        }
    }

    /** Deletes temporary files of a process that was killed; folders in their place are set aside. */
    void cleanUp() throws IOException {
        cleanUp(name -> name.startsWith(".") && name.endsWith(StateWriter.TEMPORARY));
    }

    /** Does that with some of them. */
    void cleanUp(Predicate<String> temporary) throws IOException {
        for (String name : disk.names()) {
            if (temporary.test(name)) {
                try {
                    disk.delete(name);
                } catch (DirectoryNotEmptyException e) {
                    setAside(name, "is not a regular file");
                }
            }
        }
    }
}
