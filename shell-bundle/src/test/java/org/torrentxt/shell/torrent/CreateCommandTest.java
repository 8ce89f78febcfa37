package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.shell.fake.FakeConsole;

class CreateCommandTest {
    @TempDir
    Path folder;

    private final TorrentCreator creator = request -> {
        throw new IllegalStateException("it was hashed");
    };

    @Test
    void nothingIsHashedForAFileThatCannotBeWritten() throws IOException {
        Path content = Files.writeString(folder.resolve("content"), "x");
        Files.createDirectory(folder.resolve("made"));

        assertFails("no such file or folder: '" + folder.resolve("none") + "'", "--out", "none/x.torrent", content);
        assertFails(
                "'" + folder.resolve("made") + "': is a folder; name a file with --out",
                "--force",
                "--out",
                "made",
                content);
        assertFails("no such file or folder: '" + content + "'", "--out", "content/x.torrent", content);
    }

    @Test
    void aPieceSizeIsToldByTheNameOfItsOption() throws IOException {
        Path content = Files.writeString(folder.resolve("content"), "x");

        assertFails(
                "--piece-size 24KiB is not possible; expected a power of two from 16KiB to 128MiB",
                "--piece-size",
                "24KiB",
                content);
    }

    private void assertFails(String message, Object... words) {
        String[] typed = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            typed[i] = words[i].toString();
        }
        assertThatThrownBy(() -> new FakeConsole(folder, creator).run(new CreateCommand(), typed))
                .hasMessage(message);
    }
}
