package org.torrentxt.shell.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.torrentxt.failure.Reasons;

/**
 * A file that only its owner can read, and that appears once it is complete: until then it has another name, and if anything
 * fails, it is deleted.
 */
public final class PrivateFile implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final FileChannel channel;

    private PrivateFile(Path file, Path part, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.channel = channel;
    }

    /** Creates an incomplete file beside the one that it is to become. */
    public static PrivateFile create(Path file) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        OwnerOnly.create(part);
        return new PrivateFile(file, part, FileChannel.open(part, StandardOpenOption.WRITE));
    }

    /** Where to write its content; closing it changes nothing, and failures name the file. */
    public OutputStream out() {
        return naming(file, Channels.newOutputStream(channel));
    }

    /** Writes a whole file. */
    public static void write(Path file, byte[] content) throws IOException {
        try (PrivateFile written = create(file)) {
            try (OutputStream out = written.out()) {
                out.write(content);
            }
            written.complete();
        }
    }

    /** A stream whose failures name the file. */
    public static OutputStream naming(Path file, OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                try {
                    out.write(bytes, from, length);
                } catch (IOException e) {
                    throw failure(file, e);
                }
            }
        };
    }

    private static FileSystemException failure(Path file, IOException cause) {
        FileSystemException failure = new FileSystemException(
                file.toString(), null, "cannot be written: " + Reasons.of(cause) + "; nothing was kept of it");
        failure.initCause(cause);
        return failure;
    }

    /** Gives the file its name, once it is on disk. */
    public void complete() throws IOException {
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw failure(file, e);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes it if it is not complete. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
