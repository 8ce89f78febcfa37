package org.torrentxt.statefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTest {
    @TempDir
    Path folder;

    @Test
    void whatIsANameOfAFileStaysAsItIs() {
        for (String plain : List.of("default", "my-films_2.old", "...", "-", "x".repeat(64), "x".repeat(180))) {
            assertThat(FileNames.of(plain)).isEqualTo(plain);
        }
    }

    @Test
    void allElseIsEscaped() {
        assertThat(FileNames.of("a/b")).isEqualTo("a%2Fb");
        assertThat(FileNames.of("..")).isEqualTo("%2E%2E");
        assertThat(FileNames.of(".")).isEqualTo("%2E");
        assertThat(FileNames.of("a%2Fb")).isEqualTo("a%252Fb");
        assertThat(FileNames.of("J\u00f6rg \u5f71")).isEqualTo("J%C3%B6rg%20%E5%BD%B1");
        assertThat(FileNames.of("")).isEqualTo("%");
    }

    @Test
    void everyTextHasAFileOfItsOwnInTheFolder() throws IOException {
        String most = "x".repeat(180);
        List<String> texts = List.of(
                "",
                "%",
                ".",
                "..",
                "...",
                "/",
                "\\",
                "a/b",
                "a%2Fb",
                "../a",
                "/a",
                "a\0b",
                "a\nb",
                "a b",
                "a+b",
                "\u00f6",
                "o\u0308",
                most,
                most + "y",
                most + "z",
                "\u5f71".repeat(5_000),
                "\u5f71".repeat(5_001));
        Set<String> names = new HashSet<>();
        for (String text : texts) {
            String name = FileNames.of(text);
            assertThat(name).hasSizeLessThanOrEqualTo(180);
            Path file = Files.createFile(folder.resolve(name + ".suffix"));
            assertThat(file.toRealPath().getParent()).isEqualTo(folder.toRealPath());
            names.add(name);
        }
        assertThat(names).hasSameSizeAs(texts);
    }
}
