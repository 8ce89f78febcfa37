package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalWebSeed;

/** Whole swarms on this host; {@code -Pnightly} with more content. */
class SwarmTest {
    private static final int LEECHERS = 5;
    private static final int SIZE = Integer.getInteger("swarm.mib", 40) * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @Test
    void fiveLeechersGetAllFromOneSeederAndOneAnother() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        List<LocalSession> leechers = new ArrayList<>();
        List<Torrent> torrents = new ArrayList<>();
        for (int i = 0; i < LEECHERS; i++) {
            LocalSession leecher = sessions.start("leecher-" + i, folder.resolve("leecher-" + i));
            Torrent torrent = leecher.session().add(seed.download().build()).torrent();
            leechers.forEach(other -> torrent.connectPeer(other.endpoint()));
            leechers.add(leecher);
            torrents.add(torrent);
        }
        leechers.forEach(leecher -> leecher.alerts().await(TorrentFinished.class, PATIENCE));
        for (int i = 0; i < LEECHERS; i++) {
            seed.assertCopiedTo(folder.resolve("leecher-" + i));
        }
        assertThat(torrents.stream()
                        .mapToLong(torrent -> torrent.status().orElseThrow().allTimeUpload())
                        .sum())
                .as("bytes that leechers gave one another")
                .isPositive();
        assertThat(leechers)
                .allSatisfy(leecher ->
                        assertThat(leecher.session().status().alertsDropped()).isZero());
    }

    @Test
    void aWebSeedAloneCompletesADownload() {
        LocalWebSeed web = sessions.use(LocalWebSeed.start(folder));
        for (TorrentFormat format : TorrentFormat.values()) {
            Seed seed = Seed.of(null, Content.write(folder, 3_000_000), format);
            LocalSession leecher = sessions.start("leecher-" + format, folder.resolve(format.name()));
            Torrent torrent = leecher.session()
                    .add(seed.torrent().started().webSeed(web.url()).build())
                    .torrent();
            leecher.alerts().await(TorrentFinished.class);
            seed.assertCopiedTo(folder.resolve(format.name()));
            assertThat(torrent.status()).get().matches(TorrentStatus::isFinished);
        }
    }

    @Test
    void aMagnetIsResolvedFromAPeerThatIsNoSeedYet() {
        Seed seed = sessions.seed(folder, 3_000_000, TorrentFormat.HYBRID, Map.of("upload_rate_limit", 300_000));
        LocalSession first = sessions.start("first", folder.resolve("first"));
        first.session().add(seed.download().build());
        LocalSession second = sessions.start("second", folder.resolve("second"));
        Torrent torrent = second.session()
                .add(AddTorrent.magnet(seed.created().magnetUri())
                        .started()
                        .peer(first.endpoint())
                        .build())
                .torrent();
        Wait.until("the metadata is here", () -> !torrent.files().isEmpty());
        assertThat(torrent.infoHashes()).isEqualTo(seed.created().infoHashes());
        seed.session().session().settings().set("upload_rate_limit", 0);
        second.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(folder.resolve("second"));
    }
}
