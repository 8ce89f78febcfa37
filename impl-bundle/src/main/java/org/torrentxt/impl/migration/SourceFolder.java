package org.torrentxt.impl.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.torrentxt.api.AddTorrent;

/** A folder of another client: its regular files, up to a number and a length. */
record SourceFolder(Path folder) {
    private static final int MAX_FILES = 200_000;

    SourceFolder {
        folder = folder.toAbsolutePath().normalize();
    }

    SourceFolder below(String name) {
        return new SourceFolder(folder.resolve(name));
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    /** The files whose names end so, sorted. */
    List<Path> files(String... suffixes) throws IOException {
        if (!exists()) {
            throw Files.exists(folder)
                    ? new NotDirectoryException(folder.toString())
                    : new NoSuchFileException(folder.toString());
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.limit(MAX_FILES)
                    .filter(file -> Stream.of(suffixes).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
            return found;
        }
    }

    /** The name of a file without its last suffix. */
    static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The content of a file; a pipe, which would block, is no regular file. */
    static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(AddTorrent.MAX_LENGTH + 1);
            if (content.length > AddTorrent.MAX_LENGTH) {
                throw new IOException("longer than " + AddTorrent.MAX_LENGTH + " bytes");
            }
            return content;
        }
    }
}
