package org.torrentxt.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks how long the list of files in a zip file is, which the JDK would read into memory whatever its length. If there are
 * several that might be the list, all are bounded.
 */
public final class ZipDirectory {
    private static final int BEGIN = 0x04034b50;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int SYSTEM_AT = 5;
    private static final int UNIX = 3;
    private static final int NAME_LENGTH_AT = 28;
    private static final int EXTRA_LENGTH_AT = 30;
    private static final int COMMENT_LENGTH_AT = 32;
    private static final int MODE_AT = 40;
    private static final int TYPE = 0xF000;
    private static final int LINK = 0xA000;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LIST_LENGTH_AT = 12;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP64_LOCATOR_LENGTH = 20;
    private static final int ZIP64_LIST_LENGTH_AT = 40;
    private static final int MAX_COMMENT = 65_535;

    private ZipDirectory() {}

    /**
     * Checks it.
     *
     * @param max how many bytes it may have
     * @throws IOException if it is too long, or the file cannot be read
     */
    public static void check(Path file, long max) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer tail = tail(channel);
            for (int at = 0; at + ZIP64_LOCATOR_LENGTH <= tail.limit(); at++) {
                int signature = tail.getInt(at);
                if (signature == END && at + END_LENGTH <= tail.limit()) {
                    require(Integer.toUnsignedLong(tail.getInt(at + LIST_LENGTH_AT)), size, max);
                } else if (signature == ZIP64_LOCATOR) {
                    checkZip64(channel, tail.getLong(at + 8), max);
                }
            }
        }
    }

    /**
     * True if a file begins as zip files do that contain anything.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isBegun(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            return channel.size() >= Integer.BYTES
                    && read(channel, 0, Integer.BYTES).getInt(0) == BEGIN;
        }
    }

    /**
     * The name of the first symbolic link in a zip file, which the JDK takes for a file.
     *
     * @param file was {@linkplain #check checked}; nothing is found in the format for more than 4 GiB
     * @param names those that are looked at
     * @throws IOException if it cannot be read
     */
    public static Optional<String> firstLink(Path file, Predicate<String> names) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            ByteBuffer tail = tail(channel);
            for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    long length = Integer.toUnsignedLong(tail.getInt(at + LIST_LENGTH_AT));
                    long from = channel.size() - tail.limit() + at - length;
                    return from < 0 ? Optional.empty() : link(read(channel, from, (int) length), names);
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<String> link(ByteBuffer list, Predicate<String> names) {
        int at = 0;
        while (at + ENTRY_LENGTH <= list.limit() && list.getInt(at) == ENTRY) {
            int nameLength = unsignedShort(list, at + NAME_LENGTH_AT);
            int next = at
                    + ENTRY_LENGTH
                    + nameLength
                    + unsignedShort(list, at + EXTRA_LENGTH_AT)
                    + unsignedShort(list, at + COMMENT_LENGTH_AT);
            boolean isLink = list.get(at + SYSTEM_AT) == UNIX && (unsignedShort(list, at + MODE_AT) & TYPE) == LINK;
            if (isLink && at + ENTRY_LENGTH + nameLength <= list.limit()) {
                String name = new String(list.array(), at + ENTRY_LENGTH, nameLength, StandardCharsets.UTF_8);
                if (names.test(name)) {
                    return Optional.of(name);
                }
            }
            at = next;
        }
        return Optional.empty();
    }

    private static int unsignedShort(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private static void checkZip64(SeekableByteChannel channel, long end, long max) throws IOException {
        long size = channel.size();
        if (end >= 0 && end <= size - ZIP64_LIST_LENGTH_AT - Long.BYTES) {
            require(read(channel, end + ZIP64_LIST_LENGTH_AT, Long.BYTES).getLong(0), size, max);
        }
    }

    // The JDK refuses lists that are longer than the file.
    private static void require(long length, long size, long max) throws IOException {
        if (length > max && length <= size) {
            throw new IOException("the list of files in the zip file is too long: " + length + " bytes");
        }
    }

    // All that the end of the list can be in.
    private static ByteBuffer tail(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        long from = Math.max(0, size - MAX_COMMENT - END_LENGTH - ZIP64_LOCATOR_LENGTH);
        return read(channel, from, (int) (size - from));
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
