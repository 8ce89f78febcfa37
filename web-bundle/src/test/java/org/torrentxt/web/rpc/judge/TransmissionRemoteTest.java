package org.torrentxt.web.rpc.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.web.rpc.RealSession;

/** {@code transmission-remote}, the command of Transmission, judges: what it prints. */
@Tag("judge")
class TransmissionRemoteTest {
    @TempDir
    Path folder;

    private Court court;

    @BeforeEach
    void start() {
        court = new Court(folder);
    }

    @AfterEach
    void stop() {
        court.close();
    }

    private String remote(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("transmission-remote", "127.0.0.1:" + court.port(), "--auth", "admin:admin"));
        command.addAll(List.of(arguments));
        return Program.run(command.toArray(String[]::new));
    }

    private void addSeeding() {
        assertThat(remote("--add", court.torrentFile().toString())).contains("responded: \"success\"");
        untilStatus("Idle");
    }

    private void untilStatus(String status) {
        RealSession.until(
                status, () -> remote("-l").lines().anyMatch(line -> line.matches(" +1 .* " + status + " .*")));
    }

    @Test
    void addsAndLists() {
        addSeeding();
        assertThat(remote("--start-paused", "--add", Court.MAGNET)).contains("success");
        assertThat(remote("--list"))
                .containsPattern(" 1 +100% +[0-9.]+ kB +Done .* Idle +content\n")
                .containsPattern(" 2 .* Stopped +linked\n");
        assertThat(remote("--torrent", "1", "--info"))
                .contains("Name: content", "Hash: " + court.hash(), "State: Idle", "Percent Done: 100%")
                .contains("Location: " + folder);
        assertThat(remote("--torrent", "1", "--info-files"))
                .contains("content (2 files)")
                .containsPattern("0: 100% +Normal +Yes +300.0 kB +content/a.mkv");
        assertThat(remote("--torrent", "1", "--info-trackers")).contains("127.0.0.1:1");
        assertThat(remote("--torrent", "1", "--info-pieces")).contains("1");
        remote("--torrent", "1", "--info-peers");
    }

    @Test
    void stopsStartsAndVerifies() {
        addSeeding();
        remote("--torrent", "1", "--stop");
        untilStatus("Stopped");
        remote("--torrent", "1", "--verify");
        remote("--torrent", "1", "--start");
        untilStatus("Idle");
        remote("--torrent", "1", "--reannounce");
        remote("--torrent", "all", "--stop");
        untilStatus("Stopped");
    }

    @Test
    void setsLimitsLabelsAndFiles() {
        addSeeding();
        remote("--torrent", "1", "--downlimit", "70", "--labels", "one,two");
        remote("--torrent", "1", "--no-get", "1", "--priority-high", "0");
        assertThat(remote("--torrent", "1", "--info"))
                .contains("Labels: one, two")
                .contains("Download Limit: 70 kB/s");
        assertThat(remote("--torrent", "1", "--info-files"))
                .containsPattern("0: 100% +High +Yes")
                .containsPattern("1: 100% +Normal +No");
        remote("--torrent", "1", "--tracker-add", "http://127.0.0.1:2/announce");
        assertThat(remote("--torrent", "1", "--info-trackers")).contains("127.0.0.1:2");
    }

    @Test
    void setsTheSession() {
        remote("--downlimit", "70", "--uplimit", "30");
        assertThat(remote("--session-info"))
                .contains("Download speed limit: 70 kB/s", "Upload speed limit: 30 kB/s", "RPC version: 17")
                .contains("Download directory: " + folder);
        assertThat(remote("--session-stats")).contains("CURRENT SESSION", "TOTAL");
        remote("--no-downlimit");
        assertThat(remote("--session-info")).contains("Download speed limit: Unlimited");
        assertThat(court.session().settings().get("upload_rate_limit").value()).isEqualTo(30_000L);
    }

    @Test
    void movesAndRemoves() {
        addSeeding();
        remote("--torrent", "1", "--move", court.otherFolder().toString());
        RealSession.until(
                "moved", () -> remote("--torrent", "1", "--info").contains("Location: " + court.otherFolder() + "\n"));
        remote("--torrent", "1", "--remove-and-delete");
        assertThat(remote("--list").lines()).hasSize(2);
        RealSession.until(
                "files are deleted", () -> Files.notExists(court.otherFolder().resolve("content")));
    }
}
