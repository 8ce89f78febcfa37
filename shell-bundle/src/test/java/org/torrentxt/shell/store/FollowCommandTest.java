package org.torrentxt.shell.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeStore;

class FollowCommandTest {
    private static final String MAGNET = "magnet:?xs=urn:btpk:" + "ab".repeat(32);

    @TempDir
    Path folder;

    @Test
    void aFolderThatCannotBeMadeIsRefusedBeforeAnythingIsFollowed() throws IOException {
        Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new FakeConsole(folder, new FakeStore())
                        .run(new FollowCommand(), "--path", "file/below", MAGNET))
                .hasMessageStartingWith("cannot write to --path '" + folder.resolve("file/below") + "'");
    }
}
