package org.torrentxt.impl.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks how long the list of files in a zip file is, which the JDK would read into memory whatever its length. If there are
 * several that might be the list, all are bounded.
 */
final class ZipDirectory {
    private static final int BEGIN = 0x04034b50;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LIST_LENGTH_AT = 12;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP64_LOCATOR_LENGTH = 20;
    private static final int ZIP64_LIST_LENGTH_AT = 40;
    private static final int MAX_COMMENT = 65_535;
    private static final long MAX_LIST = 256L * 1024 * 1024;

    private ZipDirectory() {}

    /**
     * Checks it.
     *
     * @throws IOException if it is too long, or the file cannot be read
     */
    static void check(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long from = Math.max(0, size - MAX_COMMENT - END_LENGTH - ZIP64_LOCATOR_LENGTH);
            ByteBuffer tail = read(channel, from, (int) (size - from));
            for (int at = 0; at + ZIP64_LOCATOR_LENGTH <= tail.limit(); at++) {
                int signature = tail.getInt(at);
                if (signature == END && at + END_LENGTH <= tail.limit()) {
                    require(Integer.toUnsignedLong(tail.getInt(at + LIST_LENGTH_AT)), size);
                } else if (signature == ZIP64_LOCATOR) {
                    checkZip64(channel, tail.getLong(at + 8), size);
                }
            }
        }
    }

    /**
     * True if a file begins as zip files do that contain anything.
     *
     * @throws IOException if it cannot be read
     */
    static boolean isBegun(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            return channel.size() >= Integer.BYTES
                    && read(channel, 0, Integer.BYTES).getInt(0) == BEGIN;
        }
    }

    private static void checkZip64(SeekableByteChannel channel, long end, long size) throws IOException {
        if (end >= 0 && end <= size - ZIP64_LIST_LENGTH_AT - Long.BYTES) {
            require(read(channel, end + ZIP64_LIST_LENGTH_AT, Long.BYTES).getLong(0), size);
        }
    }

    // The JDK refuses lists that are longer than the file.
    private static void require(long length, long size) throws IOException {
        if (length > MAX_LIST && length <= size) {
            throw new IOException("the list of files in the zip file is too long: " + length + " bytes");
        }
    }

    private static ByteBuffer read(SeekableByteChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            continue;
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
