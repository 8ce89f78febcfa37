package org.torrentxt.impl.engine.torrent;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Many torrents of one session are fetched at the same time, without waiting for their turn. */
class UploadSlotsTest {
    private static final int TORRENTS = 20;
    private static final int SIZE = 1_000_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @Test
    void allAreUploadedAtOnce() {
        // so slow that none is complete before all have begun
        LocalSession seeder = sessions.start("seeder", folder, Map.of("upload_rate_limit", 50_000));
        LocalSession leecher = sessions.leecher(folder);
        for (int i = 0; i < TORRENTS; i++) {
            Path content = Content.write(folder.resolve("content" + i), SIZE + i); // else they are one torrent
            Seed seed = sessions.seedWith(seeder, content, TorrentFormat.V1);
            leecher.session().add(seed.download().build());
        }
        Wait.until("all are let in", () -> seeder.session().counters().get("peer.num_peers_up_unchoked") == TORRENTS);
    }
}
