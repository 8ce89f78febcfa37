package org.torrentxt.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/** The data of a run, in a folder that is deleted at its end, however the run ends. */
final class Workspace implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Options options;
    private final Path folder;
    private final Thread cleaner = new Thread(this::deleteAll);

    Workspace(Options options) throws IOException {
        this.options = options;
        Files.createDirectories(options.folder());
        this.folder = Files.createTempDirectory(options.folder(), "bench-data-");
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    Options options() {
        return options;
    }

    /** A path below the folder. */
    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** The file that is transferred and hashed: random, so that it cannot be compressed. Created on first use. */
    Path sample() throws IOException {
        return sample(options.mebibytes());
    }

    /** Such a file of another size, in a folder of its own. */
    Path sample(int mebibytes) throws IOException {
        Path file = folder.resolve("source-" + mebibytes).resolve("sample.bin");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Random random = new Random(mebibytes);
            byte[] chunk = new byte[CHUNK];
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (int i = 0; i < mebibytes; i++) {
                    random.nextBytes(chunk);
                    for (ByteBuffer rest = ByteBuffer.wrap(chunk); rest.hasRemaining(); ) {
                        out.write(rest);
                    }
                }
                out.force(true); // so that the disk is not busy with it later
            }
        }
        return file;
    }

    /** Deletes a file or folder below the folder, if it exists. */
    static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> below = Files.walk(path)) {
                for (Path entry : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private void deleteAll() {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("could not delete " + folder + " (" + e + ")");
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(cleaner);
        deleteAll();
    }
}
