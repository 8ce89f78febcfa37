package org.torrentxt.impl.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies a file and compares the copy with it; continues a copy that was begun. Holes stay holes. */
final class FileCopy {
    private static final int BLOCK = 1 << 20;
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(BLOCK).asReadOnlyBuffer();

    private final FileChannel in;
    private final FileChannel out;
    private final Progress progress;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    private final ByteBuffer other = ByteBuffer.allocateDirect(BLOCK);

    /** Is called after each block that was copied or compared. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Adds to what is done.
         *
         * @param bytes how many more
         * @throws IOException to stop here
         */
        void add(long bytes) throws IOException;
    }

    private FileCopy(FileChannel in, FileChannel out, Progress progress) {
        this.in = in;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Copies a file, its time and permissions included, and has the copy written to disk.
     *
     * @param copy the new file; if it exists, it is kept as far as it is equal
     * @param progress gets each byte twice: as it is copied, and as it is compared
     * @throws IOException if the file cannot be copied, or changes meanwhile
     */
    static void copy(Path source, Path copy, Progress progress) throws IOException {
        try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        copy, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (!new FileCopy(in, out, progress).run()) {
                throw new FileSystemException(source.toString(), null, "the copy differs from the file");
            }
        }
        if (source.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(source));
        }
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(source));
    }

    private boolean run() throws IOException {
        long length = in.size();
        long kept = equal(0, Math.min(length, out.size()));
        out.truncate(kept);
        for (long position = kept; position < length; position += block.limit()) {
            fill(in, position, block, length);
            boolean isLast = position + block.limit() == length;
            if (isLast || !isZero()) { // the last byte makes the length
                write(position);
            }
            progress.add(block.limit());
        }
        out.force(true);
        boolean isEqual = out.size() == length && in.size() == length && kept + equal(kept, length) == length;
        progress.add(kept); // compared before
        return isEqual;
    }

    // How many bytes from a position on are the same in both files, up to a limit.
    private long equal(long start, long limit) throws IOException {
        for (long position = start; position < limit; position += block.limit()) {
            fill(in, position, block, limit);
            fill(out, position, other, limit);
            int mismatch = block.mismatch(other);
            if (mismatch >= 0) {
                return position + mismatch - start;
            }
            progress.add(block.limit());
        }
        return Math.max(0, limit - start);
    }

    private static void fill(FileChannel from, long position, ByteBuffer buffer, long limit) throws IOException {
        buffer.clear().limit((int) Math.min(BLOCK, limit - position));
        while (buffer.hasRemaining()) {
            if (from.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file became shorter");
            }
        }
        buffer.flip();
    }

    private boolean isZero() {
        return block.mismatch(ZEROS.duplicate().limit(block.limit())) < 0;
    }

    private void write(long position) throws IOException {
        while (block.hasRemaining()) {
            out.write(block, position + block.position());
        }
    }
}
