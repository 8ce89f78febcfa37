package org.torrentxt.impl.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.Torrent.QueueMove;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Whatever is done in whatever order: who follows the changes knows what is there. */
class RandomChangesTest {
    private static final int TORRENTS = 50;
    private static final int STEPS = 200;
    private static final int BETWEEN_LOOKS = 20;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Random random;
    private EngineSession session;
    private Seed seed;
    private Torrent download; // null while it is removed
    private final List<Torrent> torrents = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void thePictureIsTrue(long number) {
        random = new Random(number);
        seed = sessions.seed(folder, 1_000_000, TorrentFormat.V1, Map.of("upload_rate_limit", 500_000));
        session = sessions.leecher(folder, Map.of("active_downloads", 5, "auto_manage_interval", 1))
                .session();
        for (int i = 0; i < TORRENTS; i++) {
            add();
        }
        Followed followed = new Followed(session);
        Followed lazy = new Followed(session);
        for (int step = 1; step <= STEPS; step++) {
            step();
            if (random.nextBoolean()) {
                followed.look();
            }
            if (step % BETWEEN_LOOKS == 0) {
                followed.awaitTruth();
            }
        }
        lazy.awaitTruth();
        assertThat(followed.picture().keySet()).isEqualTo(lazy.picture().keySet());
    }

    private void add() {
        int hash = 1 + random.nextInt(4 * TORRENTS); // perhaps one that was removed before
        Torrent torrent = session.add((random.nextBoolean()
                                ? ChangesTest.bare(hash)
                                : ChangesTest.bare(hash).paused())
                        .name("torrent " + hash)
                        .build())
                .torrent();
        torrents.remove(torrent);
        torrents.add(torrent);
    }

    private void step() {
        Torrent torrent = torrents.get(random.nextInt(torrents.size()));
        switch (random.nextInt(16)) {
            case 0 -> torrent.pause();
            case 1 -> torrent.resume();
            case 2 -> torrent.resumeNow();
            case 3 -> torrent.setLabels(Set.of("label " + random.nextInt(3)));
            case 4 -> torrent.setAttribute("key", "value " + random.nextInt(3));
            case 5 -> torrent.setUploadLimit(random.nextInt(100_000));
            case 6 -> torrent.moveInQueue(QueueMove.values()[random.nextInt(4)]);
            case 7 -> torrent.setQueuePosition(random.nextInt(TORRENTS));
            case 8 -> Wait.answer(torrent.moveStorage(folder.resolve("place" + random.nextInt(3))));
            case 9 -> {
                torrents.remove(torrent);
                torrent.remove(false);
            }
            case 10 -> add();
            case 11 -> {
                TorrentFlag flag = random.nextBoolean() ? TorrentFlag.SEQUENTIAL_DOWNLOAD : TorrentFlag.DISABLE_PEX;
                torrent.setFlags(random.nextBoolean() ? Set.of(flag) : Set.of(), Set.of(flag));
            }
            case 12 -> {
                session.pause();
                session.resume();
            }
            case 13 -> torrent.setMaxConnections(2 + random.nextInt(10));
            default -> download();
        }
    }

    private void download() {
        if (download == null) {
            download = session.add(seed.download().build()).torrent();
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                download.remove(true);
                download = null;
            }
            case 1 ->
                download.setFilePriority(
                        random.nextInt(3), random.nextBoolean() ? FilePriority.SKIP : FilePriority.NORMAL);
            case 2 -> download.recheck();
            case 3 -> download.pause();
            default -> download.resume();
        }
    }
}
