package org.torrentxt.shell.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    @Test
    void severalTorrentsAreWrittenWithTheirProgressForOtherClients() throws Exception {
        FakeSession session = new FakeSession(
                "default",
                StatusBuilder.status(3).build(),
                StatusBuilder.status(4).withoutMetadata().build());
        session.answer(
                "torrentFile",
                (torrent, arguments) -> torrent.hasMetadata() ? Optional.of(new byte[] {1}) : Optional.empty());
        session.answer("saveResumeData", (torrent, arguments) -> CompletableFuture.completedStage(new byte[] {2}));
        FakeConsole console = new FakeConsole(folder, session);
        String third =
                session.find(3).orElseThrow().infoHashes().best().orElseThrow().hex();
        String fourth =
                session.find(4).orElseThrow().infoHashes().best().orElseThrow().hex();

        assertThat(console.run(new ExportCommand(), "--state", "out", "--all"))
                .isEqualTo("Exported to " + folder.resolve("out") + ": 3, 4");

        assertThat(folder.resolve("out/" + third + ".torrent")).hasBinaryContent(new byte[] {1});
        assertThat(folder.resolve("out/" + third + ".resume")).hasBinaryContent(new byte[] {2});
        assertThat(folder.resolve("out/" + fourth + ".resume")).exists();
        assertThat(folder.resolve("out/" + fourth + ".torrent")).doesNotExist();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("out/" + third + ".resume"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> console.run(new ExportCommand(), "--state", "out", "3"))
                .hasMessageContaining("--force");
        console.run(new ExportCommand(), "--state", "out", "--force", "3");
        assertThatThrownBy(() -> console.run(new ExportCommand(), "--all"))
                .hasMessage("specify one torrent, or --state FOLDER for several");
        assertThatThrownBy(() -> console.run(new ExportCommand(), "--state", "out", "--out", "x", "3"))
                .hasMessageContaining("mutually exclusive");
    }
}
