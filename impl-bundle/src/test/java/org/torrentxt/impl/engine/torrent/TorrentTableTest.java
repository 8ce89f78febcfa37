package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;

class TorrentTableTest {
    private static final InfoHash HASH = InfoHash.parse("0123456789abcdef0123456789abcdef01234567");

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private final TorrentTable table = new TorrentTable();

    @Test
    void aTorrentThatWasRemovedIsNotFoundAgainByHashesItLearnsLate(@TempDir Path folder) {
        LocalSession session = sessions.leecher(folder);
        EngineTorrent torrent = (EngineTorrent) session.session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH.hex()).build())
                .torrent();
        table.add(torrent);
        assertThat(table.find(HASH)).contains(torrent);

        table.remove(torrent, false);
        table.index(torrent); // as with metadata that came just before

        assertThat(table.find(HASH)).isEmpty();
        assertThat(table.byHashes(torrent.infoHashes())).contains(torrent); // by its last alerts
    }
}
