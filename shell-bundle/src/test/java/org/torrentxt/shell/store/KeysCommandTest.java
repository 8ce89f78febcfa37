package org.torrentxt.shell.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeStore;

class KeysCommandTest {
    @TempDir
    Path folder;

    @Test
    void aSeedIsWrittenOverNoFile() throws IOException {
        Path file = Files.createFile(folder.resolve("seed"));

        assertThatThrownBy(() -> new FakeConsole(folder, new FakeStore())
                        .run(new KeysCommand(), "--export", "alice", "--out", "seed"))
                .hasMessage("file '" + file + "' already exists; choose another file with --out");
    }
}
