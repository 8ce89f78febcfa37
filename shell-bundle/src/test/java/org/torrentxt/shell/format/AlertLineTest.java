package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.FileRenamed;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.status.TorrentState;

class AlertLineTest {
    @Test
    void statesAreNamedAndSoIsTheTorrent() {
        AlertOrigin origin = origin("ubuntu.iso");

        assertThat(line(new StateChanged(origin, TorrentState.DOWNLOADING, TorrentState.FETCHING_METADATA)))
                .endsWith(
                        " default stateChanged torrent=3 name=ubuntu.iso prevState=\"fetching metadata\" state=downloading");
    }

    @Test
    void namesOfTheWholeWorldAreReadable() {
        assertThat(line(new TorrentAdded(origin("日本語 \"x\" 😀"), "日本語 \"x\" 😀")))
                .endsWith(" torrentAdded torrent=3 name=\"日本語 \\\"x\\\" 😀\"");
    }

    @Test
    void longValuesAreCutBetweenCharacters() {
        assertThat(line(new FileRenamed(origin("x"), 0, "😀".repeat(200), "")))
                .contains("path=\"😀", "😀…")
                .doesNotContain("\ud83d…");
    }

    private static AlertOrigin origin(String name) {
        return new AlertOrigin("default", 3, name, InfoHashes.NONE, Instant.EPOCH);
    }

    private static String line(Alert alert) {
        return AlertLine.of(alert);
    }
}
