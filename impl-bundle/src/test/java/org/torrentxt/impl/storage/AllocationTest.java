package org.torrentxt.impl.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.impl.fixture.Blocks;

class AllocationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 4_096, 65_536, 65_537, 10_000_001})
    void filesHaveAllTheirSpaceAndOnlyZeros(long size) throws IOException {
        Path file = Path.of("a", "b", "- \u00e9'\"$x");
        new Allocation(folder).make(Map.of(file, size));
        assertThat(folder.resolve(file)).hasSize(size);
        assertThat(Blocks.of(folder.resolve(file))).isGreaterThanOrEqualTo(size);
        assertThat(Files.readAllBytes(folder.resolve(file))).containsOnly(0);
    }

    @Test
    void whatExistsIsNotTouched() throws IOException {
        Files.writeString(folder.resolve("there"), "mine");
        Path outside = Files.writeString(folder.resolve("outside"), "mine");
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        new Allocation(folder)
                .make(Map.of(Path.of("there"), 100_000L, Path.of("link"), 100_000L, Path.of("dangling"), 100_000L));
        assertThat(folder.resolve("there")).hasContent("mine");
        assertThat(outside).hasContent("mine");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void nothingIsLeftWhereThereIsNotEnoughSpace() throws IOException {
        Files.createDirectories(folder.resolve("kept"));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> new Allocation(folder)
                        .make(Map.of(Path.of("kept/a"), 5L, Path.of("new/b"), 100_000L, Path.of("new/c"), 1L << 60)))
                .withMessageContaining("not enough space: " + ((1L << 60) + 100_005) + " bytes needed");
        assertThat(below()).containsExactly(Path.of("kept"));
    }

    @Test
    void nothingIsLeftWhereAFileCannotBeMade() throws IOException {
        Files.createDirectories(folder.resolve("kept"));
        Files.writeString(folder.resolve("kept/x"), "mine");
        Files.writeString(folder.resolve("z"), "no folder");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Allocation(folder)
                        .make(Map.of(Path.of("kept/a"), 100_000L, Path.of("new/b"), 5L, Path.of("z/c"), 5L)));
        assertThat(below()).containsExactly(Path.of("kept"), Path.of("kept/x"), Path.of("z"));
    }

    @Test
    void nothingIsMadeOutside() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("inside"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(inside.resolve("link"), outside);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Allocation(inside).make(Map.of(Path.of("link/a"), 5L)))
                .withMessageContaining("a symbolic link leads out of the folder");
        assertThat(outside).isEmptyDirectory();
    }

    private Iterable<Path> below() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.skip(1).map(folder::relativize).sorted().toList();
        }
    }
}
