package org.torrentxt.web.rpc.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.web.rpc.RealSession;

/**
 * transmission-qt, on a display of its own, judges: it adds where the session says, and goes on asking. What else users
 * do in a window is judged by {@link TransmissionGtkTest}.
 */
@Tag("judge")
class TransmissionQtTest {
    // "requres" is how it spells it
    private static final String SETTINGS = """
        {"user-has-given-informed-consent": true, "show-options-window": false, "start-added-torrents": true,
         "show-notification-area-icon": false, "torrent-added-notification-enabled": false,
         "torrent-complete-notification-enabled": false, "watch-dir-enabled": false,
         "remote-session-enabled": true, "remote-session-requres-authentication": true}
        """;

    @TempDir
    Path folder;

    @TempDir
    Path state;

    @Test
    void addsAndGoesOnAsking() throws IOException {
        Files.writeString(state.resolve("settings.json"), SETTINGS);
        try (Court court = new Court(folder);
                Display display = Display.start(state);
                Program qt = start(court, display)) {
            RealSession.until(
                    "added\n" + qt.output(), () -> !court.session().torrents().isEmpty());
            Torrent torrent = court.session().torrents().get(0);
            RealSession.until(
                    "seeding",
                    () -> torrent.status().filter(TorrentStatus::isSeeding).isPresent());
            assertThat(torrent.infoHashes().best().orElseThrow()).hasToString(court.hash());
            assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(folder);
            long before = court.calls();
            RealSession.until("it goes on asking\n" + qt.output(), () -> court.calls() > before + 10);
            assertThat(qt.isRunning()).as(qt.output()).isTrue();
            assertThat(display.isRunning()).isTrue();
        }
    }

    private Program start(Court court, Display display) {
        return Program.start(
                state,
                Map.of("DISPLAY", display.name(), "HOME", state.toString()),
                "transmission-qt",
                "--config-dir",
                state.toString(),
                "--remote",
                "127.0.0.1",
                "--port",
                String.valueOf(court.port()),
                "--username",
                "admin",
                "--password",
                "admin",
                court.torrentFile().toString());
    }
}
