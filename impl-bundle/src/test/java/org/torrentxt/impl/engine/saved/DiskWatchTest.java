package org.torrentxt.impl.engine.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;

/** Disks are watched without asking all torrents all the time. */
class DiskWatchTest {
    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private final List<List<EngineTorrent>> asked = new ArrayList<>();

    private Map<EngineTorrent, Path> folders(List<EngineTorrent> some) {
        asked.add(some);
        return some.stream().collect(Collectors.toMap(torrent -> torrent, torrent -> folder));
    }

    @Test
    void allTorrentsAreAskedForTheirFoldersOnceAMinuteAndNewOnesOnce() {
        LocalSession local = sessions.saved(folder, folder.resolve("state"));
        List<EngineTorrent> all = List.of(add(local, "11"), add(local, "22"));
        DiskWatch watch = new DiskWatch("local", () -> all, this::folders);
        for (int second = 0; second < 60; second++) {
            watch.look();
        }
        assertThat(asked).containsExactly(all);

        watch.look();
        watch.added(all.get(1));
        watch.look();
        watch.look();
        assertThat(asked).containsExactly(all, all, List.of(all.get(1)));
    }

    private static EngineTorrent add(LocalSession local, String hex) {
        return Optional.of(local.session()
                        .add(AddTorrent.infoHash(new InfoHash(hex.repeat(20)))
                                .paused()
                                .build())
                        .torrent())
                .map(EngineTorrent.class::cast)
                .orElseThrow();
    }
}
