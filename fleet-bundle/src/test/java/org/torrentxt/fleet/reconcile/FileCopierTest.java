package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.fleet.reconcile.FormerFiles.Copy;

class FileCopierTest {
    @TempDir
    Path folder;

    private Path place;
    private Path former;

    @BeforeEach
    void create() throws IOException {
        place = Files.createDirectories(folder.resolve("new"));
        former = Files.writeString(folder.resolve("former"), "0123456789");
    }

    private long copy(BooleanSupplier isStopped, Copy... copies) {
        return new FileCopier(place, isStopped).copy(List.of(copies));
    }

    @Test
    void copiesWhatIsNotThereYet() throws IOException {
        Path half = Files.writeString(place.resolve("half"), "xyz");
        Path whole = Files.writeString(place.resolve("whole"), "abcdefghij");
        assertThat(copy(
                        () -> false,
                        new Copy(former, place.resolve("a/b/c"), 10),
                        new Copy(former, place.resolve("part"), 4),
                        new Copy(former, half, 10),
                        new Copy(former, whole, 10)))
                .isEqualTo(34);
        assertThat(place.resolve("a/b/c")).hasContent("0123456789");
        assertThat(place.resolve("part")).hasContent("0123");
        assertThat(half).hasContent("0123456789");
        assertThat(whole).as("checked by the engine").hasContent("abcdefghij");
        Files.writeString(place.resolve("a/b/c"), "changed");
        assertThat(former).as("no link").hasContent("0123456789");
    }

    @Test
    void whatCannotBeCopiedIsLeftOut() throws IOException {
        assertThat(copy(
                        () -> false,
                        new Copy(folder.resolve("gone"), place.resolve("a"), 10),
                        new Copy(former, place.resolve("b"), Long.MAX_VALUE),
                        new Copy(former, place.resolve("c"), 11),
                        new Copy(former, place.resolve("d"), 10)))
                .isEqualTo(10);
        assertThat(place.resolve("b")).as("there is no space for it").doesNotExist();
        assertThat(place.resolve("d")).hasContent("0123456789");
    }

    @Test
    void nothingIsWrittenThroughLinksThatLeadOut() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path victim = Files.writeString(outside.resolve("victim"), "v");
        Files.createSymbolicLink(place.resolve("link"), outside);
        Files.createSymbolicLink(place.resolve("file"), victim);
        assertThat(copy(
                        () -> false,
                        new Copy(former, place.resolve("link/new"), 10),
                        new Copy(former, place.resolve("link/deep/new"), 10),
                        new Copy(former, place.resolve("file"), 10)))
                .isZero();
        assertThat(victim).hasContent("v");
        try (Stream<Path> there = Files.list(outside)) {
            assertThat(there).as("no folder either").containsExactly(victim);
        }
    }

    @Test
    void stopsWhenItIsTold() {
        AtomicInteger asked = new AtomicInteger();
        assertThat(copy(
                        () -> asked.getAndIncrement() >= 2,
                        new Copy(former, place.resolve("a"), 10),
                        new Copy(former, place.resolve("b"), 10)))
                .isEqualTo(10);
        assertThat(place.resolve("a")).hasContent("0123456789");
        assertThat(place.resolve("b")).doesNotExist();
    }
}
