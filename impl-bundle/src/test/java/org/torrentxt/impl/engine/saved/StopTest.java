package org.torrentxt.impl.engine.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.SilentServer;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.TorrentState;

/** A saved session stops in limited time, with all that has changed on disk. */
class StopTest {
    private static final int TORRENTS = Integer.getInteger("stop.torrents", 200);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private Path state;

    @BeforeEach
    void create() throws IOException {
        state = Files.createDirectory(folder.resolve("state"));
    }

    private LocalSession start(Map<String, ?> settings) {
        return sessions.use(LocalSession.startSaved(
                "local", folder, new EngineOptions.State(state, Duration.ofHours(1), STOP_TIMEOUT), settings));
    }

    private static InfoHash hash(int number) {
        return new InfoHash(String.format("%040x", number));
    }

    @Test
    void trackersThatNeverAnswerDoNotDelayIt() throws IOException {
        int count = TORRENTS;
        SilentServer tracker = sessions.use(new SilentServer());
        // the engine itself would wait for two minutes
        LocalSession local = start(Map.of("stop_tracker_timeout", 120, "active_limit", 2_000));
        for (int i = 1; i <= count; i++) {
            local.session()
                    .add(AddTorrent.infoHash(hash(i))
                            .tracker(tracker.url())
                            .started()
                            .clear(TorrentFlag.AUTO_MANAGED)
                            .build());
        }
        Wait.until("trackers are asked", () -> tracker.connections() >= 20);
        local.session().torrents().forEach(torrent -> torrent.setUploadLimit(1_000 + torrent.id()));

        long begin = System.nanoTime();
        local.close();

        // far more than what it takes, but less than the engine would wait
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(STOP_TIMEOUT.multipliedBy(4));
        LocalSession next = start(Map.of());
        Wait.answer(next.session().whenLoaded());
        assertThat(next.session().torrents())
                .hasSize(count)
                .allSatisfy(torrent -> assertThat(torrent.uploadLimit()).isEqualTo(1_000 + torrent.id()));
    }

    @Test
    void nothingIsLostIfItStopsWhileItIsStillLoading() throws IOException {
        int count = 1_000;
        for (int id = 1; id <= count; id++) {
            ResumeDictionary resume =
                    ResumeDictionary.minimal(InfoHashes.of(hash(id)), folder.toString(), Set.of(TorrentFlag.PAUSED));
            Files.write(
                    state.resolve(id + ".resume"), TorrentState.of(id, resume).toBytes());
        }
        LocalSession local = start(Map.of());
        CompletableFuture<Void> loaded = local.session().whenLoaded().toCompletableFuture();
        local.session().settings().set("active_downloads", 7);
        local.close();
        assertThat(Wait.outcome(loaded))
                .satisfiesAnyOf(
                        outcome -> assertThat(outcome).isNull(), // on a fast machine
                        outcome ->
                                assertThat(((TorrentException) outcome).code()).isEqualTo(ErrorCode.NO_SESSION));

        LocalSession next = start(Map.of());
        Wait.answer(next.session().whenLoaded());

        assertThat(next.session().torrentCount()).isEqualTo(count);
        assertThat(next.session().status().numLoaded()).isEqualTo(count);
        assertThat(next.session().settings().get("active_downloads").value()).isEqualTo(7L);
        assertThat(next.session().find(hash(count)).orElseThrow().id()).isEqualTo(count);
    }

    @Test
    void anInterruptedThreadStopsItAsWell() {
        LocalSession local = start(Map.of());
        Torrent torrent =
                local.session().add(AddTorrent.infoHash(hash(1)).build()).torrent();
        torrent.setUploadLimit(4_000);

        Thread.currentThread().interrupt();
        local.close();
        assertThat(Thread.interrupted()).isTrue();

        LocalSession next = start(Map.of());
        assertThat(next.session().find(torrent.id()).orElseThrow().uploadLimit())
                .isEqualTo(4_000);
    }

    @Test
    void totalsAndTimesOfATorrentThatOnlyUploadsAreSaved() throws IOException {
        LocalSession local = start(Map.of());
        Seed seed = sessions.seedWith(local, Content.write(folder, 1_000_000), TorrentFormat.V1);
        Torrent seeding = seed.seeding();
        Wait.until("it is complete", () -> status(seeding).isSeeding());
        Wait.answer(local.session().saveState());
        LocalSession other = sessions.leecher(folder);
        Wait.answer(other.session().add(seed.download().build()).torrent().whenFinished());
        other.close();
        Wait.until("its total is known", () -> status(seeding).allTimeUpload() >= 1_000_000);
        TorrentStatus wanted = status(seeding);

        local.close();

        LocalSession next = start(Map.of());
        TorrentStatus restored = status(next.session().find(seeding.id()).orElseThrow());
        assertThat(restored.allTimeUpload()).isEqualTo(wanted.allTimeUpload());
        assertThat(restored.addedTime()).isEqualTo(wanted.addedTime());
        assertThat(restored.completedTime()).isEqualTo(wanted.completedTime());
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }
}
