package org.torrentxt.fleet.reconcile;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.failure.Reasons;

/**
 * Copies files of earlier versions. Always copies, and never links: whoever writes into one version, such as the engine
 * before it has verified a piece, would write into the other.
 */
final class FileCopier {
    private static final Logger LOG = LoggerFactory.getLogger(FileCopier.class);
    private static final int CHUNK = 8 << 20; // bytes, after which it may stop

    private final Path folder;
    private final BooleanSupplier isStopped;

    /**
     * Creates an instance.
     *
     * @param folder nothing outside of it is written
     * @param isStopped asked often
     */
    FileCopier(Path folder, BooleanSupplier isStopped) {
        this.folder = folder;
        this.isStopped = isStopped;
    }

    /**
     * Copies those that are not there yet. What cannot be copied is left out, with a warning, as it is fetched.
     *
     * @return how many bytes are there now, without those of a file that is there in part
     */
    long copy(List<FormerFiles.Copy> copies) {
        long bytes = 0;
        for (FormerFiles.Copy copy : copies) {
            try {
                if (isStopped.getAsBoolean()) {
                    return bytes;
                }
                if (!isThere(copy)) {
                    copy(copy);
                }
                bytes += copy.size();
            } catch (IOException e) {
                LOG.warn("Fleet: {} is fetched, as it cannot be copied: {}", copy.to(), Reasons.withFile(e));
            }
        }
        return bytes;
    }

    // Whole, as it is written from its beginning to its end: what was interrupted is shorter.
    private static boolean isThere(FormerFiles.Copy copy) throws IOException {
        return Files.isRegularFile(copy.to(), LinkOption.NOFOLLOW_LINKS) && Files.size(copy.to()) >= copy.size();
    }

    private void copy(FormerFiles.Copy copy) throws IOException {
        Path parent = copy.to().getParent();
        if (!Place.real(parent).startsWith(Place.real(folder))) { // before anything is made there
            throw new IOException("a link leads out of " + folder);
        }
        Files.createDirectories(parent);
        long free = Files.getFileStore(parent).getUsableSpace();
        if (free < copy.size()) {
            throw new IOException("its disk has " + free + " bytes free, and it has " + copy.size());
        }
        try (FileChannel from = FileChannel.open(copy.from(), StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        copy.to(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS)) {
            long done = 0;
            while (done < copy.size() && !isStopped.getAsBoolean()) {
                long copied = from.transferTo(done, Math.min(CHUNK, copy.size() - done), to);
                if (copied <= 0) {
                    throw new EOFException(copy.from() + " is shorter than it was");
                }
                done += copied;
            }
        }
    }
}
