package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A folder in memory, which every Linux has at {@code /dev/shm}; for each test a new one. */
final class OtherFileSystem implements BeforeEachCallback, AfterEachCallback {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Path folder;

    Path folder() {
        return folder;
    }

    /** Asserts that nothing can be renamed from a folder to this. */
    void assertIsOtherThan(Path disk) throws IOException {
        assertThat(Files.getAttribute(MEMORY, "unix:dev"))
                .as("%s is on another file system than %s", MEMORY, disk)
                .isNotEqualTo(Files.getAttribute(disk, "unix:dev"));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory(MEMORY, "torrentxt-test-");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
