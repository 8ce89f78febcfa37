package org.torrentxt.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files to transfer. */
final class Content {
    private static final int BLOCK = 64 * 1024;

    private Content() {}

    /**
     * Writes random bytes into files, which are the same for the same sizes.
     *
     * @param folder to create, with all folders of the paths
     * @param sizes in bytes, by path below the folder
     * @return the folder
     */
    static Path write(Path folder, Map<String, Integer> sizes) {
        var random = new Random(sizes.hashCode());
        new TreeMap<>(sizes).forEach((path, size) -> {
            try {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                write(file, size, random);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return folder;
    }

    private static void write(Path file, int size, Random random) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int left = size; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(left, BLOCK));
            }
        }
    }

    /** The SHA-256 of each file below the folder, by its path there. */
    static Map<String, String> hashes(Path folder) {
        var hashes = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                hashes.put(folder.relativize(file).toString(), hash(file));
            }
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
