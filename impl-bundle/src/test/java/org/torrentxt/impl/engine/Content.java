package org.torrentxt.impl.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.create.TestCreator;

/** Files of random bytes, always the same, and torrents of them. */
final class Content {
    private Content() {}

    /** A folder {@code content} with three files of the given size in all, in the folder. */
    static Path write(Path folder, int size) {
        Random random = new Random(size);
        Path root = folder.resolve("content");
        int[] sizes = {size / 2, size / 3, size - size / 2 - size / 3};
        List<String> names = List.of("a.bin", "sub/b.bin", "sub/c.bin");
        try {
            Files.createDirectories(root.resolve("sub"));
            for (int i = 0; i < sizes.length; i++) {
                byte[] bytes = new byte[sizes[i]];
                random.nextBytes(bytes);
                Files.write(root.resolve(names.get(i)), bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return root;
    }

    static CreatedTorrent torrentOf(Path content, TorrentFormat format) {
        return TestCreator.create(CreateTorrent.of(content).format(format).build());
    }

    /** The files below a folder, relative and in order. */
    static List<Path> filesBelow(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
