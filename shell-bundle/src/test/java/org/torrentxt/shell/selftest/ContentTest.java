package org.torrentxt.shell.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest {
    private static final int SIZE = 1_000_003;

    @TempDir
    private Path folder;

    @Test
    void theFilesTogetherHaveTheSize() throws Exception {
        Content content = Content.write(folder, SIZE);

        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isEqualTo(SIZE);
        }
        assertThat(content.numFiles()).isEqualTo(4);
        content.compare(folder);
    }

    @Test
    void oneOtherByteIsFound() throws Exception {
        Content content = Content.write(folder, SIZE);
        Path file = folder.resolve("more/medium.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> content.compare(folder)).hasMessageContaining("medium.bin differs");
    }
}
