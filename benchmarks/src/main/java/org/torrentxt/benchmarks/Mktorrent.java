package org.torrentxt.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The program {@code mktorrent}, where it is installed: it creates v1 torrents with several threads. */
final class Mktorrent {
    private static final String PROGRAM = "mktorrent";

    private Mktorrent() {}

    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(PROGRAM)));
    }

    /**
     * Creates a torrent with a thread per processor.
     *
     * @param pieceLength a power of two
     * @param out the file to write; replaced
     * @return its content
     */
    static byte[] create(Path content, int pieceLength, Path out) throws IOException {
        List<String> command = List.of(
                PROGRAM,
                "-t" + Runtime.getRuntime().availableProcessors(),
                "-l" + Integer.numberOfTrailingZeros(pieceLength),
                "-o" + out,
                content.toString());
        return run(command, out);
    }

    /** Runs a program that writes a torrent. */
    static byte[] run(List<String> command, Path out) throws IOException {
        Files.deleteIfExists(out);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " has failed");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return Files.readAllBytes(out);
    }
}
