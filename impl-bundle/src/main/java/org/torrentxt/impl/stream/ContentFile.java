package org.torrentxt.impl.stream;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.torrentxt.api.TorrentException;

/** A torrent's file as it lies on disk; opened again where it may have gone elsewhere. */
final class ContentFile {
    private final PieceSource source;
    private final int file;
    private FileChannel channel; // null if there is none to read from
    private long changes = -1;
    private boolean isClosed;

    ContentFile(PieceSource source, int file) {
        this.source = source;
        this.file = file;
    }

    /**
     * The file.
     *
     * @param since how many {@link Arrivals#changes changes} there were; it is looked for anew after one
     * @return empty if only the engine can read it: where it is skipped, on its way elsewhere, or has a name that this
     *     JVM cannot say
     * @throws IOException if it cannot be read
     */
    synchronized Optional<FileChannel> at(long since) throws IOException {
        if (since != changes && !isClosed) {
            closeChannel();
            channel = open(source.locate(file));
            changes = since;
        }
        return Optional.ofNullable(channel);
    }

    private static FileChannel open(FileLocation location) throws IOException {
        if (!location.isWhole()) {
            return null;
        }
        try {
            Path real = location.folder().resolve(location.path()).toRealPath();
            if (!real.startsWith(location.folder().toRealPath()) || !Files.isRegularFile(real)) {
                throw new IOException(
                        "not read: " + real,
                        TorrentException.invalid(
                                "file '" + location.path() + "' is outside the save path or no regular file"));
            }
            return FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | InvalidPathException e) {
            return null;
        }
    }

    private void closeChannel() throws IOException {
        FileChannel old = channel;
        channel = null;
        if (old != null) {
            old.close();
        }
    }

    synchronized void close() throws IOException {
        isClosed = true;
        closeChannel();
    }
}
