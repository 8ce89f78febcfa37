package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.ResumeDataReady;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.StateCopy;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.state.ResumeDictionary;

/** A cap of a torrent's rates limits, and is neither shown nor saved. */
class ThrottleTest {
    private static final int DOWN = 300_000;
    private static final int UP = 200_000;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private Path state;
    private LocalSession local;
    private Torrent torrent;

    @BeforeEach
    void add() {
        state = folder.resolve("state");
        local = start(state);
        torrent = local.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20)))
                        .downloadLimit(DOWN)
                        .uploadLimit(UP)
                        .paused()
                        .build())
                .torrent();
    }

    private LocalSession start(Path from) {
        return sessions.saved(folder, from);
    }

    private List<Integer> inForce() {
        return ((EngineTorrent) torrent)
                .ask((torrent_handle h) -> List.of(h.download_limit(), h.upload_limit()), List.of());
    }

    private void assertOwn(Torrent some, long down, long up) {
        assertThat(some.downloadLimit()).isEqualTo(down);
        assertThat(some.uploadLimit()).isEqualTo(up);
    }

    @Test
    void theLowerOfBothIsInForceAndItsOwnIsShown() {
        torrent.throttle(50_000, 999_999);
        assertThat(inForce()).containsExactly(50_000, UP);
        assertOwn(torrent, DOWN, UP);

        torrent.setDownloadLimit(20_000);
        torrent.setUploadLimit(0);
        assertThat(inForce()).containsExactly(20_000, 999_999);
        assertOwn(torrent, 20_000, 0);

        torrent.setUploadLimit(2_000_000);
        assertThat(inForce()).containsExactly(20_000, 999_999);
        assertOwn(torrent, 20_000, 2_000_000);

        torrent.throttle(0, 0);
        assertThat(inForce()).containsExactly(20_000, 2_000_000);
        torrent.setDownloadLimit(0);
        assertThat(inForce()).containsExactly(0, 2_000_000);
        assertOwn(torrent, 0, 2_000_000);
    }

    @Test
    void aTorrentWithoutLimitsHasNoneAgainAfterwards() {
        torrent.setDownloadLimit(0);
        torrent.setUploadLimit(0);
        torrent.throttle(1_000, 2_000);
        assertThat(inForce()).containsExactly(1_000, 2_000);
        assertOwn(torrent, 0, 0);
        torrent.throttle(0, 2_000);
        assertThat(inForce()).containsExactly(0, 2_000);
        torrent.throttle(0, 0);
        assertThat(inForce()).containsExactly(0, 0);
    }

    @Test
    void itsOwnLimitsAreSavedAndHandedOut() throws Exception {
        torrent.throttle(1_000, 1_000);
        ResumeDictionary handedOut = ResumeDictionary.of(Wait.answer(torrent.saveResumeData()));
        assertThat(handedOut.downloadLimit()).isEqualTo(DOWN);
        assertThat(handedOut.uploadLimit()).isEqualTo(UP);
        local.alerts().await(ResumeDataReady.class); // may come after the answer
        assertThat(local.alerts().all())
                .filteredOn(ResumeDataReady.class::isInstance)
                .extracting(alert -> ResumeDictionary.of(((ResumeDataReady) alert).resumeData())
                        .downloadLimit())
                .containsOnly((long) DOWN);

        torrent.setUploadLimit(70_000);
        Wait.answer(local.session().saveState());
        Path killed = StateCopy.of(state);
        local.close();
        local = start(killed);
        Wait.answer(local.session().whenLoaded());
        torrent = local.session().find(torrent.id()).orElseThrow();
        assertOwn(torrent, DOWN, 70_000);
        assertThat(inForce()).containsExactly(DOWN, 70_000);
    }

    @Test
    void whatWasSavedWhileItWasThrottledIsItsOwnAlsoOnceTheCapIsGone() {
        torrent.throttle(1_000, 1_000);
        var asked = torrent.saveResumeData();
        torrent.throttle(0, 0);
        ResumeDictionary handedOut = ResumeDictionary.of(Wait.answer(asked));
        assertThat(handedOut.downloadLimit()).isEqualTo(DOWN);
        assertThat(handedOut.uploadLimit()).isEqualTo(UP);
    }

    @Test
    void aCapAsksForNoSave() {
        Wait.answer(local.session().saveState());
        for (int cap = 1_000; cap < 1_100; cap++) {
            torrent.throttle(cap, cap);
            assertThat(((EngineTorrent) torrent).record().orElseThrow().waits()).isFalse();
        }
    }

    @Test
    void outOfRangeOrGoneItIsRefused() {
        torrent.throttle(5_000, 5_000);
        for (long wrong : new long[] {-1, 1L << 31, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatExceptionOfType(TorrentException.class)
                    .isThrownBy(() -> torrent.throttle(wrong, 0))
                    .withMessageContaining("download limit out of range: " + wrong);
            assertThatExceptionOfType(TorrentException.class)
                    .isThrownBy(() -> torrent.throttle(0, wrong))
                    .withMessageContaining("upload limit out of range: " + wrong);
        }
        assertThat(inForce()).containsExactly(5_000, 5_000);
        Wait.answer(torrent.remove(false));
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> torrent.throttle(0, 0))
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.BAD_HANDLE);
        assertOwn(torrent, 0, 0);
    }

    @Test
    void aTransferThatRunsIsCappedAndLetGo() throws Exception {
        Seed seed = sessions.seed(Files.createDirectory(folder.resolve("seed")), 3_000_000, TorrentFormat.V1);
        seed.seeding().throttle(0, 20_000);
        Torrent slow = local.session()
                .add(seed.download()
                        .savePath(Files.createDirectory(folder.resolve("slow")))
                        .build())
                .torrent();
        Wait.until("it has begun", () -> slow.status().orElseThrow().totalDone() > 0);
        assertThat(slow.status().orElseThrow().totalDone()).isLessThan(1_500_000);
        seed.seeding().throttle(0, 0);
        local.alerts().await(TorrentFinished.class);
    }
}
