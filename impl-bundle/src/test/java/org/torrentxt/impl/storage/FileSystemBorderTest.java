package org.torrentxt.impl.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.impl.fixture.OtherFileSystem;

class FileSystemBorderTest {
    private static final List<Path> FILES = List.of(Path.of("content/a.bin"), Path.of("b.bin"));

    @TempDir
    Path folder;

    @RegisterExtension
    final OtherFileSystem memory = new OtherFileSystem();

    @Test
    void filesAreRenamedWithinAFileSystem() throws IOException {
        Path to = Files.createDirectories(folder.resolve("to"));

        assertThat(FileSystemBorder.isBetween(folder.resolve("not/there/yet"), to, FILES))
                .isFalse();
        Path from = Files.createDirectories(folder.resolve("from"));
        assertThat(FileSystemBorder.isBetween(from, to, FILES)).isFalse();
        Files.createDirectories(from.resolve("content"));
        assertThat(FileSystemBorder.isBetween(from, to, FILES)).isFalse();
        assertThat(to).isEmptyDirectory();
    }

    @Test
    void filesAreCopiedToAnotherOne() throws IOException {
        memory.assertIsOtherThan(folder);

        assertThat(FileSystemBorder.isBetween(folder.resolve("not/there/yet"), memory.folder(), FILES))
                .isTrue();
        Path from = Files.createDirectories(folder.resolve("from"));
        assertThat(FileSystemBorder.isBetween(from, memory.folder(), FILES)).isTrue();
        Files.createSymbolicLink(from.resolve("content"), memory.folder());
        Path to = Files.createDirectories(folder.resolve("to"));
        assertThat(FileSystemBorder.isBetween(from, to, FILES)).isTrue();
    }
}
