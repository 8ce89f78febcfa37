package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentResumed;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Starting, stopping and checking a torrent that has content. */
class ControlTest {
    private static final int SIZE = 2_000_000;
    private static final Map<String, Object> SLOW = Map.of("upload_rate_limit", 100_000);

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @Test
    void aPausedDownloadStandsStillAndFinishesOnceResumed() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID, SLOW);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(PieceFinished.class);
        torrent.pause();
        leecher.alerts().await(TorrentPaused.class);
        assertThat(torrent.status()).get().matches(TorrentStatus::isPaused).matches(status -> !status.isFinished());
        Wait.until("it has left its peers", () -> torrent.peers().isEmpty());
        int pieces = torrent.pieces().cardinality();

        seed.session().session().settings().set("upload_rate_limit", 0);
        // in the time in which another downloads it all
        LocalSession other = sessions.start("other", folder.resolve("other"));
        other.session().add(seed.download().build());
        other.alerts().await(TorrentFinished.class);
        assertThat(torrent.pieces().cardinality()).isEqualTo(pieces);
        torrent.resume();
        leecher.alerts().await(TorrentResumed.class);
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(Sessions.downloads(folder));
        assertThat(leecher.alerts().typesOf(torrent.id()))
                .containsSubsequence(AlertType.TORRENT_PAUSED, AlertType.TORRENT_RESUMED, AlertType.TORRENT_FINISHED);
    }

    @Test
    void aPausedSessionStandsStillAndItsTorrentsKeepTheirOwnState() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, SLOW);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(PieceFinished.class);
        leecher.session().pause();
        leecher.alerts().await(TorrentPaused.class);
        assertThat(torrent.flags()).doesNotContain(TorrentFlag.PAUSED);
        assertThat(leecher.session().status().isPaused()).isTrue();
        Wait.until("it has left its peers", () -> torrent.peers().isEmpty());

        seed.session().session().settings().set("upload_rate_limit", 0);
        leecher.session().resume();
        leecher.alerts().await(TorrentResumed.class);
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
    }

    @Test
    void aDownloadThatEndsIsToldFromContentThatIsFoundComplete() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        seed.session().alerts().await(TorrentFinished.class, alert -> !alert.downloaded());
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(TorrentFinished.class, TorrentFinished::downloaded);
        leecher.alerts().clear();
        torrent.recheck();
        leecher.alerts().await(TorrentFinished.class);
        assertThat(leecher.alerts().all())
                .filteredOn(TorrentFinished.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        TorrentFinished.class,
                        alert -> assertThat(alert.downloaded()).isFalse());
    }

    @Test
    void aRecheckFindsWhatChangedOnDisk() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        Torrent torrent = seed.seeding();
        AlertLog alerts = seed.session().alerts();
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());

        byte[] changed = Files.readAllBytes(seed.content().resolve("a.bin"));
        changed[0] ^= 1;
        Files.write(seed.content().resolve("a.bin"), changed);
        alerts.await(StateChanged.class, alert -> alert.state() == TorrentState.SEEDING);
        alerts.clear();
        torrent.recheck();
        alerts.await(
                StateChanged.class,
                alert -> alert.state() == TorrentState.CHECKING_RESUME || alert.state() == TorrentState.CHECKING);
        alerts.await(TorrentChecked.class);
        Wait.until(
                "it knows what is missing",
                () -> !torrent.status().orElseThrow().isSeeding());
        assertThat(torrent.pieces().get(0)).isFalse();
        assertThat(torrent.pieces().cardinality()).isEqualTo(seed.created().numPieces() - 1);
    }

    @Test
    void aDownloadGoesOnOnceItsErrorIsRepairedAndCleared() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession leecher = sessions.leecher(folder);
        Path obstacle = Files.createFile(
                Files.createDirectories(Sessions.downloads(folder)).resolve("content"));
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(TorrentError.class);
        assertThat(torrent.status().orElseThrow().error()).isNotBlank();

        Files.delete(obstacle);
        torrent.clearError();
        assertThat(torrent.status().orElseThrow().error()).isEmpty();
        torrent.resume();
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(Sessions.downloads(folder));
    }

    @Test
    void aRemovedTorrentLeavesItsFilesAndCanBeAddedAgain() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V2);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(TorrentFinished.class);
        torrent.remove(false);
        assertThat(leecher.session().torrents()).isEmpty();
        seed.assertCopiedTo(Sessions.downloads(folder));

        leecher.alerts().clear();
        Torrent again = leecher.session().add(seed.torrent().started().build()).torrent();
        assertThat(again.id()).isGreaterThan(torrent.id());
        leecher.alerts().await(TorrentFinished.class, alert -> alert.torrent() == again.id());
        assertThat(again.status()).get().matches(TorrentStatus::isSeeding);
        assertThat(leecher.session().torrents()).isEqualTo(List.of(again));
    }
}
