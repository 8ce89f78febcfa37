package org.torrentxt.impl.suffix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartSuffixTest {
    @TempDir
    Path folder;

    private Map<Integer, String> choose(String... paths) {
        return PartSuffix.choose(folder, List.of(paths), file -> true);
    }

    private void write(String path) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), "x");
    }

    @Test
    void onlyFilesThatDoNotExistGetIt() throws IOException {
        write("t/there");
        Files.createDirectories(folder.resolve("t/folder"));
        Files.createSymbolicLink(folder.resolve("t/link"), Path.of("nowhere"));
        write("t/begun.part");
        assertThat(choose("t/new", "t/there", "t/folder", "t/link", "t/begun", "t/sub/new"))
                .isEqualTo(Map.of(0, "t/new.part", 4, "t/begun.part", 5, "t/sub/new.part"));
    }

    @Test
    void noneGetsItWhoseNameWithItIsTaken() throws IOException {
        Files.createDirectories(folder.resolve("t/folder.part"));
        Files.createSymbolicLink(folder.resolve("t/link.part"), Path.of("elsewhere"));
        assertThat(choose("t/folder", "t/link")).isEmpty();
        assertThat(choose("t/a", "t/a.part", "t/b", "t/b.part/c")).isEqualTo(Map.of(3, "t/b.part/c.part"));
    }

    @Test
    void noneGetsItWhoseNameCannotHaveIt() {
        String longest = "n".repeat(250);
        assertThat(choose("t/" + longest, "t/" + longest + "n", "t/\u00e4" + longest.substring(1)))
                .isEqualTo(Map.of(0, "t/" + longest + ".part"));
        assertThat(choose("t/x.part", "t/\ud83c\udfac.mkv", "t/a\0b")).isEmpty();
        assertThat(choose("t/\u00e9t\u00e9.mkv", "t/\u6620\u753b"))
                .isEqualTo(Map.of(0, "t/\u00e9t\u00e9.mkv.part", 1, "t/\u6620\u753b.part"));
    }

    @Test
    void filesThatMayNotDoNot() {
        assertThat(PartSuffix.choose(folder, List.of("a", "b", "c"), file -> file == 1))
                .isEqualTo(Map.of(1, "b.part"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.part, 'a.part', a.part",
        "a.part, 'a', a",
        "a.part, 'a a.part', a.part",
        "a.part, '', a.part",
        "a, 'a', a",
        "a, 'a.part', a.part",
        "a, 'a a.part', a",
        "a, '', a"
    })
    void whatIsOnDiskCounts(String saved, String there, String found) throws IOException {
        for (String name : there.isEmpty() ? new String[0] : there.split(" ")) {
            write("t/" + name);
        }
        assertThat(PartSuffix.onDisk(folder, "t/" + saved)).isEqualTo("t/" + found);
    }

    @Test
    void aLinkOrFolderIsNoFileThatWasRenamed() throws IOException {
        write("elsewhere/x");
        Files.createDirectories(folder.resolve("t/b"));
        Files.createSymbolicLink(folder.resolve("t/a"), folder.resolve("elsewhere/x"));
        assertThat(PartSuffix.onDisk(folder, "t/a.part")).isEqualTo("t/a.part");
        assertThat(PartSuffix.onDisk(folder, "t/b.part")).isEqualTo("t/b.part");
    }

    @Test
    void aNameOfWhichTheDiskDoesNotSayThatItIsFreeIsTaken() throws IOException {
        write("t/a");
        assertThat(PartSuffix.isTaken(folder, "t/b")).isFalse();
        assertThat(PartSuffix.isTaken(folder, "t/a")).isTrue();
        assertThat(PartSuffix.isTaken(folder, "t/a/b")).isTrue(); // the question fails
    }
}
