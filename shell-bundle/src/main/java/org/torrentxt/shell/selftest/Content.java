package org.torrentxt.shell.selftest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Files of random content, and their hashes. */
final class Content {
    private static final int BUFFER_SIZE = 1 << 16;

    private final Map<Path, String> hashes = new LinkedHashMap<>();

    private Content() {}

    /**
     * Writes large and small files in two folders.
     *
     * @param folder the folder to create
     * @param size total size of all files in bytes
     */
    static Content write(Path folder, long size) throws IOException, InterruptedException {
        Content content = new Content();
        SplittableRandom random = new SplittableRandom();
        Files.createDirectories(folder.resolve("more"));
        long left = size;
        // files of decreasing size, so that pieces end within files and files within pieces
        for (String name : new String[] {"large.bin", "more/medium.bin", "small.bin"}) {
            long length = left / 2 + 1;
            content.writeFile(folder, Path.of(name), length, random);
            left -= length;
        }
        content.writeFile(folder, Path.of("more/rest.bin"), Math.max(0, left), random);
        return content;
    }

    /** Number of files. */
    int numFiles() {
        return hashes.size();
    }

    /**
     * Compares files with the ones written.
     *
     * @param folder folder of the files to compare
     * @throws IOException if a file is missing or differs
     */
    void compare(Path folder) throws IOException, InterruptedException {
        for (Map.Entry<Path, String> file : hashes.entrySet()) {
            Path other = folder.resolve(file.getKey());
            if (!hash(other).equals(file.getValue())) {
                throw new IOException(other + " differs from what was seeded");
            }
        }
    }

    private void writeFile(Path folder, Path name, long length, SplittableRandom random)
            throws IOException, InterruptedException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_SIZE];
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(folder.resolve(name)), digest)) {
            for (long written = 0; written < length; written += buffer.length) {
                checkInterrupted();
                random.nextBytes(buffer);
                out.write(buffer, 0, (int) Math.min(buffer.length, length - written));
            }
        }
        hashes.put(name, HexFormat.of().formatHex(digest.digest()));
    }

    private static String hash(Path file) throws IOException, InterruptedException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                checkInterrupted();
                digest.update(buffer, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
