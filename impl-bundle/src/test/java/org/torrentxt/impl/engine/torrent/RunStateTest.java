package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentResumed;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;

/** What is paused, queued and checked stays what it is, and comes back as it was. */
class RunStateTest {
    private static final int SIZE = 500_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed seed;
    private Torrent torrent;
    private AlertLog alerts;

    @BeforeEach
    void seed() {
        seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        torrent = seed.seeding();
        alerts = seed.session().alerts();
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
    }

    private void pause() {
        torrent.pause();
        alerts.await(TorrentPaused.class);
        alerts.clear();
    }

    private void damage(String file) throws IOException {
        Path damaged = seed.content().resolve(file);
        byte[] content = Files.readAllBytes(damaged);
        content[0] ^= 1;
        Files.write(damaged, content);
    }

    @Test
    void aPausedTorrentIsCheckedAndLeftPausedAndNobodyIsToldThatItRan() throws IOException {
        pause();
        damage("a.bin");
        Wait.answer(torrent.recheck());
        Wait.until("it is paused", () -> torrent.flags().contains(TorrentFlag.PAUSED));
        assertThat(torrent.pieces().cardinality()).isEqualTo(seed.created().numPieces() - 1);
        assertThat(torrent.flags()).doesNotContain(TorrentFlag.STOP_WHEN_READY, TorrentFlag.AUTO_MANAGED);
        assertThat(torrent.status()).get().matches(TorrentStatus::isPaused);
        assertThat(alerts.typesOf(torrent.id())).doesNotContain(AlertType.TORRENT_RESUMED, AlertType.TORRENT_PAUSED);

        torrent.resume();
        alerts.await(TorrentResumed.class);
        torrent.pause();
        alerts.await(TorrentPaused.class);
    }

    @Test
    void aPausedTorrentThatHasNoFilesIsCheckedToo() throws IOException {
        pause();
        for (Path file : Content.filesBelow(seed.content())) {
            Files.delete(seed.content().resolve(file));
        }
        Wait.answer(torrent.recheck());
        Wait.until("it is paused", () -> torrent.flags().contains(TorrentFlag.PAUSED));
        assertThat(torrent.status().orElseThrow().piecesDone()).isZero();
    }

    @Test
    void whatIsResumedWhileItIsCheckedRunsAfterwardsAndIsReported() {
        pause();
        CompletionStage<Torrent> checked = torrent.recheck();
        torrent.resumeNow();
        alerts.await(TorrentResumed.class);
        Wait.answer(checked);
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
        assertThat(torrent.flags()).doesNotContain(TorrentFlag.PAUSED, TorrentFlag.STOP_WHEN_READY);
    }

    @Test
    void whatIsPausedWhileItIsCheckedIsCheckedAllTheSame() {
        pause();
        CompletionStage<Torrent> checked = torrent.recheck();
        torrent.pause();
        Wait.answer(checked);
        Wait.until("it is paused", () -> torrent.flags().contains(TorrentFlag.PAUSED));
        assertThat(torrent.pieces().cardinality()).isEqualTo(seed.created().numPieces());
    }

    @Test
    void aCheckThatFailsLeavesThePausedTorrentPausedWithItsError() throws IOException {
        pause();
        Path file = seed.content().resolve("a.bin");
        Files.delete(file);
        Files.createDirectories(file.resolve("full"));
        torrent.recheck();
        alerts.await(TorrentError.class);
        Wait.until("it is paused", () -> torrent.flags().contains(TorrentFlag.PAUSED));
        Files.delete(file.resolve("full"));
        Files.delete(file);
        torrent.resume();
        alerts.await(TorrentResumed.class);
        Wait.until("it runs", () -> !torrent.status().orElseThrow().isPaused());
        assertThat(torrent.status().orElseThrow().error()).isEmpty();
    }

    @Test
    void whatHasNoMetadataCannotBeChecked() {
        Torrent bare = seed.session()
                .session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20))).paused().build())
                .torrent();
        assertThatThrownBy(bare::recheck)
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("metadata is not known");
        assertThat(bare.flags()).contains(TorrentFlag.PAUSED);
    }

    @Test
    void resumingGoesBackToTheQueueAndResumingNowOvertakesIt() {
        LocalSession local =
                sessions.start("queue", folder.resolve("queue"), Map.of("active_downloads", 1, "active_limit", 1));
        Torrent first = local.session().add(bare(1)).torrent();
        Wait.until("the first is started", () -> !first.status().orElseThrow().isPaused());
        Torrent second = local.session().add(bare(2)).torrent();
        second.resume();
        assertThat(second.flags()).contains(TorrentFlag.AUTO_MANAGED, TorrentFlag.PAUSED);
        second.pause();
        assertThat(second.flags()).contains(TorrentFlag.PAUSED).doesNotContain(TorrentFlag.AUTO_MANAGED);
        second.resume();
        assertThat(second.flags()).contains(TorrentFlag.AUTO_MANAGED, TorrentFlag.PAUSED);
        second.resumeNow();
        local.alerts().await(TorrentResumed.class, alert -> alert.torrent() == second.id());
        assertThat(second.flags()).doesNotContain(TorrentFlag.AUTO_MANAGED, TorrentFlag.PAUSED);
        second.resume();
        assertThat(second.flags()).as("runs, and stays so").doesNotContain(TorrentFlag.AUTO_MANAGED);
    }

    @Test
    void whatWaitsInTheQueueOfAPausedSessionStartsAsSoonAsThatIsResumed() {
        LocalSession local = sessions.start("paused", folder.resolve("paused"));
        local.session().pause();
        Torrent queued = local.session().add(bare(1)).torrent();
        assertThat(queued.flags()).contains(TorrentFlag.PAUSED);
        local.session().resume();
        Wait.until("it runs", () -> !queued.status().orElseThrow().isPaused());
    }

    private static AddTorrent bare(int number) {
        return AddTorrent.infoHash(new InfoHash(String.format("%040x", number))).build();
    }

    @Test
    void aResumedSessionAnnouncesAgainWhatRanBeforeAndWhatWasAddedMeanwhile() {
        LocalTracker tracker = sessions.use(LocalTracker.start());
        LocalSession local = sessions.start("announces", folder.resolve("announces"));
        Torrent before = local.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20)))
                        .tracker(tracker.url())
                        .started()
                        .build())
                .torrent();
        local.alerts().await(TrackerReply.class);
        Torrent paused = local.session()
                .add(AddTorrent.infoHash(new InfoHash("ef".repeat(20)))
                        .tracker(tracker.url())
                        .paused()
                        .build())
                .torrent();
        local.session().pause();
        Wait.until("it is told", () -> tracker.requests().stream().anyMatch(asked -> asked.contains("event=stopped")));
        local.session()
                .add(AddTorrent.infoHash(new InfoHash("cd".repeat(20)))
                        .tracker(tracker.url())
                        .started()
                        .build());
        local.session()
                .add(AddTorrent.infoHash(new InfoHash("89".repeat(20)))
                        .tracker(tracker.url())
                        .build());
        tracker.requests().clear();
        local.alerts().clear();
        local.session().resume();
        Wait.until("three are announced", () -> tracker.requests().size() >= 3); // a reply may be that to the stop
        assertThat(tracker.requests())
                .hasSize(3)
                .allMatch(request -> request.contains("event=started"))
                .noneMatch(request -> request.contains("info_hash=%EF"));
        local.alerts().await(TorrentResumed.class, alert -> alert.torrent() == before.id());
        assertThat(local.alerts().typesOf(before.id())).containsOnlyOnce(AlertType.TORRENT_RESUMED);
        assertThat(paused.flags()).contains(TorrentFlag.PAUSED);
    }
}
