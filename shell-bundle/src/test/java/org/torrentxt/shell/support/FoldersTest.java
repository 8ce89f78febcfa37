package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path folder;

    @Test
    void oneThatIsNotThereYetIsWhereItWillBe() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(Folders.existing(folder.resolve("a/b"))).isEqualTo(folder);
        assertThat(Folders.isWritable(folder.resolve("a/b"))).isTrue();
        assertThat(Folders.isWritable(file)).isFalse();
        assertThat(Folders.isWritable(file.resolve("a"))).isFalse();
    }
}
