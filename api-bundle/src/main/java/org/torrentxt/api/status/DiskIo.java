package org.torrentxt.api.status;

import java.util.Locale;

/** How a session reads and writes files; {@code disk.io} in its configuration. */
public enum DiskIo {
    /** Reading and writing. */
    POSIX,
    /** Memory maps. */
    MMAP;

    /** Its name in the configuration: {@code posix} or {@code mmap}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
