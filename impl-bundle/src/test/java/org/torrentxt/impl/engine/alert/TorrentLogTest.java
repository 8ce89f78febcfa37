package org.torrentxt.impl.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;

class TorrentLogTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream err = System.err;

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(err);
    }

    @Test
    void oneLineEachTellsThatATorrentIsAddedFinishedMovedAndRemoved() {
        Seed seed = sessions.seed(folder, 100_000, TorrentFormat.HYBRID);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.magnet().build()).torrent();
        leecher.alerts().await(TorrentFinished.class);
        Path elsewhere = folder.resolve("elsewhere");
        torrent.moveStorage(elsewhere);
        leecher.alerts().await(StorageMoved.class);
        torrent.remove(false);
        leecher.alerts().await(TorrentRemoved.class);

        String begin = "torrent " + torrent.id() + " ";
        List<String> lines = lines(leecher);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo(begin + "added: content");
        assertThat(lines.get(1))
                .matches(begin + "finished: content \\(97\\.7 KiB in [0-9]+ s(, [0-9.]+ (B|KiB|MiB)/s)?\\)");
        assertThat(lines.get(2))
                .isEqualTo(begin + "moved: content: from " + Sessions.downloads(folder) + " to " + elsewhere);
        assertThat(lines.get(3)).isEqualTo(begin + "removed: content");
    }

    @Test
    void aTorrentThatFailsIsOneLineWithTheReason() throws Exception {
        Seed seed = sessions.seed(folder, 100_000, TorrentFormat.HYBRID);
        LocalSession leecher = sessions.leecher(folder);
        Path downloads = Sessions.downloads(folder);
        Files.createDirectories(downloads);
        Files.createFile(downloads.resolve("content"));
        Torrent torrent = leecher.session().add(seed.magnet().build()).torrent();
        leecher.alerts().await(TorrentError.class);

        assertThat(lines(leecher))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("torrent " + torrent.id() + " failed: content: ")
                .endsWith("; fix that, then resume it (torrent:clear-error " + torrent.id() + ")");
    }

    private List<String> lines(LocalSession session) {
        String begin = "Session " + session.session().name() + ": ";
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> (line.contains("INFO") || line.contains("WARN")) && line.contains(begin))
                .map(line -> line.substring(line.indexOf(begin) + begin.length()))
                .filter(line -> line.startsWith("torrent "))
                .toList();
    }
}
