package org.torrentxt.policy.space;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What is known of the file systems that folders are on. */
public interface Disks {
    /** Those of this machine. */
    Disks LOCAL = new Disks() {
        @Override
        public OptionalLong free(Path folder) {
            long free = existing(folder).toFile().getUsableSpace();
            return free > 0 || existing(folder).toFile().getTotalSpace() > 0
                    ? OptionalLong.of(free)
                    : OptionalLong.empty();
        }

        @Override
        public Object of(Path folder) {
            try {
                FileStore store = Files.getFileStore(existing(folder));
                return store; // equal for all folders on it
            } catch (IOException e) {
                return folder;
            }
        }

        private Path existing(Path folder) {
            Path existing = folder.toAbsolutePath();
            while (!Files.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            return existing;
        }
    };

    /**
     * How much is free.
     *
     * @param folder need not exist: then its nearest parent that does counts
     * @return bytes; empty if that cannot be told
     */
    OptionalLong free(Path folder);

    /** What the folder is on; equal for folders of one file system. */
    Object of(Path folder);
}
