package org.torrentxt.impl.create;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Content to make torrents of: bytes that are the same everywhere and differ from block to block. */
public final class Fixture {
    private Fixture() {}

    public static byte[] pattern(int seed, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed + i * 7 + i / 251);
        }
        return bytes;
    }

    /** A file of the given name. */
    public static Path file(Path folder, String name, int seed, int length) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, pattern(seed, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of files with the given sizes. */
    public static Path folder(Path parent, String name, int... sizes) {
        Path folder = parent.resolve(name);
        for (int i = 0; i < sizes.length; i++) {
            file(folder, String.format("%02d.bin", i), i, sizes[i]);
        }
        return folder;
    }

    /**
     * Shapes that have been wrong in some client: sizes of a folder's files, or of the one file, with a piece of 32
     * KiB.
     */
    public static Stream<Arguments> shapes() {
        return Stream.of(
                shape("one byte", false, 1),
                shape("one block", false, 16384),
                shape("one piece", false, 32768),
                shape("one piece and a byte", false, 32769),
                shape("three pieces", false, 98304),
                shape("pieces and a part", false, 300_001),
                shape("a folder of one", true, 100),
                shape("a folder of one whole piece", true, 32768),
                shape("a folder of one and a part", true, 40_000),
                shape("whole pieces", true, 32768, 65536, 32768),
                shape("small ones in one piece", true, 5, 6, 7, 8),
                shape("unaligned ones", true, 33000, 1, 98305, 16384, 50000),
                shape("empty ones everywhere", true, 0, 0, 40000, 0, 32768, 0, 3, 0, 0),
                shape("larger than a run of the workers", true, 3_000_000, 1_234_567));
    }

    private static Arguments shape(String name, boolean folder, int... sizes) {
        return Arguments.of(name, folder, sizes);
    }

    /** Writes a shape. */
    public static Path write(Path parent, boolean folder, int... sizes) {
        return folder ? folder(parent, "content", sizes) : file(parent, "content", 1, sizes[0]);
    }
}
