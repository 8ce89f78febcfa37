package org.torrentxt.shell.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class ExportCommandTest {
    @TempDir
    Path folder;

    @Test
    void theFileIsWrittenAndNotOverWhatIsThere() throws Exception {
        FakeConsole console = console(StatusBuilder.status(3).build(), Optional.of(new byte[] {1, 2}));

        assertThat(console.run(new ExportCommand(), "3"))
                .isEqualTo("Written: " + folder.resolve("3.torrent") + ", 2 B");
        assertThat(folder.resolve("3.torrent")).hasBinaryContent(new byte[] {1, 2});
        assertThatThrownBy(() -> console.run(new ExportCommand(), "--out", "3.torrent", "3"))
                .hasMessageContaining("--force");
        assertThat(console.run(new ExportCommand(), "--force", "--out", "3.torrent", "3"))
                .startsWith("Written: ");
    }

    @Test
    void whatIsMissingOfAFileIsTold() throws IOException {
        assertFails(StatusBuilder.status(3).withoutMetadata().build(), "peers have not sent its metadata");
        assertFails(StatusBuilder.status(3).build(), "peers have not sent all piece layers of its v2 part");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private void assertFails(TorrentStatus status, String message) {
        assertThatThrownBy(() -> console(status, Optional.empty()).run(new ExportCommand(), "3"))
                .hasMessage("torrent 3 has no .torrent file yet: " + message + "; see torrent:peers 3");
    }

    private FakeConsole console(TorrentStatus status, Optional<byte[]> content) {
        FakeSession session = new FakeSession("default", status);
        session.answer("torrentFile", (torrent, arguments) -> content);
        return new FakeConsole(folder, session);
    }
}
