package org.torrentxt.impl.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.impl.fixture.Blocks;

class AllocationTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private Allocation allocation() {
        return new Allocation(folder, LIMIT, () -> {});
    }

    private static void makeOrUndo(Allocation allocation, Map<Path, Long> sizes) throws IOException {
        try {
            allocation.make(sizes);
        } finally {
            assertThat(allocation.undo()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4_096, 65_536, 65_537, 10_000_001})
    void filesHaveAllTheirSpaceAndOnlyZeros(long size) throws IOException {
        Path file = Path.of("a", "b", "- \u00e9'\"$x");
        allocation().make(Map.of(file, size));
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
        makeOrUndo(
                allocation(),
                Map.of(Path.of("there"), 100_000L, Path.of("link"), 100_000L, Path.of("dangling"), 100_000L));
        assertThat(folder.resolve("there")).hasContent("mine");
        assertThat(outside).hasContent("mine");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void nothingIsLeftWhereThereIsNotEnoughSpace() throws IOException {
        Files.createDirectories(folder.resolve("kept"));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> makeOrUndo(
                        allocation(),
                        Map.of(Path.of("kept/a"), 5L, Path.of("new/b"), 100_000L, Path.of("new/c"), 1L << 60)))
                .withMessageContaining("not enough space: " + ((1L << 60) + 100_005) + " bytes needed");
        assertThat(below()).containsExactly(Path.of("kept"));
    }

    @Test
    void nothingIsLeftWhereAFileCannotBeMade() throws IOException {
        Files.createDirectories(folder.resolve("kept"));
        Files.writeString(folder.resolve("z"), "no folder");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> makeOrUndo(
                        allocation(), Map.of(Path.of("kept/a"), 100_000L, Path.of("new/b"), 5L, Path.of("z/c"), 5L)));
        assertThat(below()).containsExactly(Path.of("kept"), Path.of("z"));
    }

    @Test
    void noFolderIsLeftOfAFileThatCannotBeMade() throws IOException {
        Path tooLong = Path.of("new", "er", "x".repeat(300));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> makeOrUndo(allocation(), Map.of(tooLong, 5L)));
        assertThat(below()).isEmpty();
    }

    @Test
    void whatSomebodyElseMakesMeanwhileIsForeignAndStays() throws IOException {
        Path own = Path.of("a");
        Path foreign = Path.of("b");
        Allocation allocation = new Allocation(folder, LIMIT, () -> write(folder.resolve(foreign), "mine"));
        allocation.make(Map.of(own, 100_000L, foreign, 100_000L));
        assertThat(allocation.isForeign(own)).isFalse();
        assertThat(allocation.isForeign(foreign)).isTrue();
        assertThat(allocation.isForeign(Path.of("c"))).isFalse();
        assertThat(allocation.undo()).isEmpty();
        assertThat(below()).containsExactly(foreign);
        assertThat(folder.resolve(foreign)).hasContent("mine");
    }

    @Test
    void whatSomebodyElseHasWrittenIntoIsNotDeleted() throws IOException {
        Allocation allocation = allocation();
        allocation.make(Map.of(Path.of("new/a"), 100_000L, Path.of("new/b"), 100_000L));
        write(folder.resolve("new/a"), "mine");
        Files.writeString(folder.resolve("new/c"), "mine");
        assertThat(allocation.undo()).isEmpty();
        assertThat(below()).containsExactly(Path.of("new"), Path.of("new/a"), Path.of("new/c"));
        assertThat(folder.resolve("new/a")).hasContent("mine");
    }

    @Test
    void nothingIsLeftWhenItIsToEnd() throws IOException {
        int[] calls = {0};
        Allocation allocation = new Allocation(folder, LIMIT, () -> {
            if (++calls[0] == 3) {
                throw new IllegalStateException("for the test");
            }
        });
        Map<Path, Long> files = Map.of(Path.of("new/a"), 5L, Path.of("new/b"), 5L, Path.of("new/c"), 5L);
        assertThatIllegalStateException().isThrownBy(() -> allocation.make(files));
        assertThat(below()).containsExactly(Path.of("new"), Path.of("new/a"), Path.of("new/b"));
        assertThat(allocation.undo()).isEmpty();
        assertThat(below()).isEmpty();
    }

    @Test
    void allFilesTogetherHaveALimit() throws IOException {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(
                        () -> makeOrUndo(new Allocation(folder, Duration.ZERO, () -> {}), Map.of(Path.of("new/a"), 5L)))
                .withMessageContaining("the files are not made within 0 s");
        assertThat(below()).isEmpty();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingIsMadeOutside() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("inside"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(inside.resolve("link"), outside);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> makeOrUndo(new Allocation(inside, LIMIT, () -> {}), Map.of(Path.of("link/new/a"), 5L)))
                .withMessageContaining("a symbolic link leads out of the folder");
        assertThat(outside).isEmptyDirectory();
    }

    private Iterable<Path> below() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.skip(1).map(folder::relativize).sorted().toList();
        }
    }
}
