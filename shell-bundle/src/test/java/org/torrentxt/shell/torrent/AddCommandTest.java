package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.fake.FakeSession;

class AddCommandTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrongWithAFileIsToldWithItsName() throws IOException {
        Files.createFile(folder.resolve("bad.torrent"));
        Files.createFile(folder.resolve("bad.resume"));

        assertFails("'bad.torrent' cannot be added: it is malformed", "bad.torrent");
        assertFails("'bad.resume' cannot be added: it is malformed", "--resume", "bad.resume");
    }

    @Test
    void whatIsWrongWithAnInfoHashIsToldAsItIs() {
        assertFails("it is malformed", "ab".repeat(20));
    }

    private void assertFails(String message, String... words) {
        FakeConsole console = new FakeConsole(folder, new FakeSession("default"));

        assertThatThrownBy(() -> console.run(new AddCommand(), words)).hasMessage(message);
    }
}
