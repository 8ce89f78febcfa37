package org.torrentxt.itests;

import java.io.IOException;
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
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            try {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return folder;
    }

    /** The SHA-256 of each file below the folder, by its path there. */
    static Map<String, String> hashes(Path folder) {
        var hashes = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                hashes.put(folder.relativize(file).toString(), HexFormat.of().formatHex(digest));
            }
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
