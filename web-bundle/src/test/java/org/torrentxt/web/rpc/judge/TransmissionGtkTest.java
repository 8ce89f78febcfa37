package org.torrentxt.web.rpc.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.web.rpc.RealSession;

/**
 * transmission-remote-gtk, on a display of its own, judges: what its window shows after each step, as a screen reader
 * would read it. It has no labels.
 */
@Tag("judge")
class TransmissionGtkTest {
    @TempDir
    Path folder;

    @TempDir
    Path state;

    @Test
    void showsWhatItHasDone() throws IOException {
        try (Court court = new Court(folder);
                Display display = Display.start(state);
                Program user = user(court, display)) {
            for (String step : List.of("added", "started", "files", "moved")) {
                RealSession.until(step + "\n" + user.output(), () -> !user.isRunning() || isDone(user, step));
            }
            assertThat(user.isRunning()).as(user.output()).isTrue();
            Torrent torrent = court.session().find(1).orElseThrow();
            assertThat(torrent.infoHashes().best().orElseThrow()).hasToString(court.hash());
            assertThat(torrent.status().orElseThrow().isSeeding()).isTrue();
            assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(court.otherFolder());
            assertThat(torrent.downloadLimit()).isEqualTo(70_000);
            assertThat(torrent.maxConnections()).isEqualTo(-1); // which it has sent, too, as that of the session
            assertThat(torrent.files())
                    .extracting(FileInfo::priority)
                    .containsExactly(FilePriority.NORMAL, FilePriority.SKIP);
            assertThat(court.session().settings().get("download_rate_limit").value())
                    .isEqualTo(30_000L);
            assertThat(court.session().settings().get("listen_interfaces").value())
                    .isEqualTo("127.0.0.1:0");
            Files.createFile(state.resolve("looked"));
            user.await();
            assertThat(Steps.of(user.output()))
                    .isEqualTo(Map.ofEntries(
                            Map.entry("added", "Seeding"),
                            Map.entry("listed", List.of("content", "linked")),
                            Map.entry("stopped", "Paused"),
                            Map.entry("damaged", "Paused"),
                            Map.entry("verified", "100%"),
                            Map.entry("started", "Seeding"),
                            Map.entry("limit", List.of(true, 70.0)),
                            Map.entry("preferences", List.of(true, 30.0)),
                            Map.entry(
                                    "files",
                                    Map.of(
                                            "content",
                                            List.of(false, "Normal"),
                                            "a.mkv",
                                            List.of(true, "Normal"),
                                            "sub",
                                            List.of(false, "Normal"),
                                            "b.txt",
                                            List.of(false, "Normal"))),
                            Map.entry("moved", court.otherFolder().toString()),
                            Map.entry("left", List.of("linked"))));
            RealSession.until(
                    "files are deleted",
                    () -> Files.notExists(court.otherFolder().resolve("content")));
        }
    }

    private static boolean isDone(Program user, String step) {
        return user.output().contains("{\"step\": \"" + step + "\"");
    }

    private Program user(Court court, Display display) {
        return Program.start(
                state,
                Map.of("DISPLAY", display.name(), "HOME", state.toString(), "XDG_CONFIG_HOME", state.toString()),
                "dbus-run-session",
                "--",
                "/usr/bin/python3", // that of Debian, which has its modules
                Path.of("src/test/python/gtk.py").toAbsolutePath().toString(),
                String.valueOf(court.port()),
                court.torrentFile().toString(),
                Court.MAGNET,
                folder.resolve("content").toString(),
                court.otherFolder().toString(),
                state.toString());
    }
}
