package org.torrentxt.shell.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.status.FileInfo;

class MovedBytesTest {
    private static final List<FileInfo> FILES = List.of(
            FileInfo.builder(0, "album/a").size(100).progress(100).build(),
            FileInfo.builder(1, "album/b").size(50).progress(50).build(),
            FileInfo.builder(2, "album/never-downloaded")
                    .size(500)
                    .priority(FilePriority.SKIP)
                    .build());

    @TempDir
    private Path from;

    @TempDir
    private Path to;

    @Test
    void whatHasArrivedCountsAgainstWhatThereIs() throws IOException {
        write(from, "album/a", 100);
        write(to, "album/a", 30);
        write(to, "album/b", 50);

        assertThat(MovedBytes.of(FILES, from, to)).isEqualTo(new MovedBytes(80, 150));
    }

    @Test
    void inTheEndAllOfItIsThere() throws IOException {
        write(to, "album/a", 100);
        write(to, "album/b", 50);

        assertThat(MovedBytes.of(FILES, to, to)).isEqualTo(new MovedBytes(150, 150));
    }

    private static void write(Path folder, String file, int size) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[size]);
    }
}
