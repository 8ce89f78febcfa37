package org.torrentxt.impl.engine.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.StateCopy;
import org.torrentxt.impl.fixture.Wait;

/** A session saves everything on request, and reports how far it is with loading. */
class SaveStateTest {
    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private LocalSession start(Path state) {
        return start(state, Duration.ofSeconds(10));
    }

    private LocalSession start(Path state, Duration stopTimeout) {
        return sessions.use(LocalSession.startSaved(
                "local", folder, new EngineOptions.State(state, Duration.ofHours(1), stopTimeout), Map.of()));
    }

    private static Torrent add(LocalSession to, int number) {
        return to.session()
                .add(AddTorrent.infoHash(InfoHash.of(("" + number).repeat(20).getBytes()))
                        .build())
                .torrent();
    }

    @Test
    void whatHasChangedIsOnDiskOnceItEnds() throws IOException {
        Path state = folder.resolve("state");
        LocalSession local = start(state);
        Seed seed = sessions.seed(Files.createDirectory(folder.resolve("seed")), 20_000_000, TorrentFormat.V1);
        Torrent torrent = local.session()
                .add(seed.download().downloadLimit(3_000_000).savePath(folder).build())
                .torrent();
        Wait.until("some is there", () -> torrent.pieces().cardinality() > 20);
        torrent.setUploadLimit(4_321);
        local.session().settings().set("active_downloads", 7);
        BitSet pieces = torrent.pieces();
        long received = local.session().status().totalDownload();

        Wait.answer(local.session().saveState());
        Path copy = StateCopy.of(state);
        local.close();

        LocalSession next = start(copy);
        Torrent restored = next.session().find(torrent.id()).orElseThrow();
        Wait.until("its pieces are there", () -> contains(restored.pieces(), pieces));
        assertThat(restored.uploadLimit()).isEqualTo(4_321);
        assertThat(next.session().settings().get("active_downloads").value()).isEqualTo(7L);
        SessionStatus status = next.session().status();
        assertThat(status.allTimeDownload()).isGreaterThanOrEqualTo(received + status.totalDownload());
        Wait.answer(next.session().saveState());
        assertThat(next.session().status().allTimeDownload()).isGreaterThanOrEqualTo(status.allTimeDownload());
    }

    private static boolean contains(BitSet all, BitSet some) {
        BitSet missing = (BitSet) some.clone();
        missing.andNot(all);
        return missing.isEmpty();
    }

    @Test
    void manyTorrentsAreSavedTogether() throws IOException {
        Path state = folder.resolve("state");
        LocalSession local = start(state);
        for (int i = 1; i <= 50; i++) {
            Torrent torrent = local.session()
                    .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + String.format("%040x", i))
                            .paused()
                            .build())
                    .torrent();
            torrent.setUploadLimit(1_000 + i);
        }
        Wait.answer(local.session().saveState());
        Path copy = StateCopy.of(state);
        local.close();

        LocalSession next = start(copy);
        Wait.answer(next.session().whenLoaded());

        assertThat(next.session().torrents())
                .hasSize(50)
                .allSatisfy(torrent -> assertThat(torrent.uploadLimit()).isEqualTo(1_000 + torrent.id()));
    }

    @Test
    void aNewTorrentIsSavedAgainOnlyOnceItHasChanged() throws IOException {
        Path state = folder.resolve("state");
        LocalSession local = start(state);
        Torrent torrent = local.session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20))
                        .paused()
                        .build())
                .torrent();
        Path file = state.resolve(torrent.id() + ".resume");
        Wait.until("it is saved", () -> Files.exists(file));
        Path first = Files.createLink(folder.resolve("first"), file);

        Wait.answer(local.session().saveState());
        assertThat(Files.isSameFile(file, first)).isTrue();

        torrent.setUploadLimit(1_000);
        Wait.answer(local.session().saveState());
        assertThat(Files.isSameFile(file, first)).isFalse();
    }

    @Test
    void saysWhyTheStateCannotBeSaved() throws IOException {
        Path state = folder.resolve("state");
        LocalSession local = start(state, Duration.ofSeconds(2));
        Torrent torrent = add(local, 1);
        Wait.answer(local.session().saveState());
        Path moved = Files.move(state, folder.resolve("elsewhere")); // as if its disk was unmounted
        torrent.setUploadLimit(1_000);

        assertThat(Wait.failure(local.session().saveState()))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("the state of session local cannot be saved")
                .hasMessageContaining(state.toString());

        Files.move(moved, state);
        Wait.until("it is saved again", () -> Wait.outcome(local.session().saveState()) == null);
    }

    @Test
    void aSessionThatIsNotSavedHasNothingToLoadOrSave() {
        LocalSession local = sessions.start("local", folder);
        assertThat(local.session().saveState().toCompletableFuture()).isCompleted();
        assertThat(local.session().whenLoaded().toCompletableFuture()).isCompleted();
        assertThat(local.session().status().isLoading()).isFalse();
        local.close();
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> local.session().saveState())
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.NO_SESSION);
    }

    @Test
    void reportsHowManyTorrentsAreLoaded() throws IOException {
        Path state = folder.resolve("state");
        LocalSession local = start(state);
        for (int i = 1; i <= 4; i++) {
            add(local, i);
        }
        local.close();
        Files.write(state.resolve("2.resume"), new byte[10]);

        LocalSession next = start(state);
        Wait.answer(next.session().whenLoaded());

        SessionStatus status = next.session().status();
        assertThat(status.isLoading()).isFalse();
        assertThat(status.numSaved()).isEqualTo(4);
        assertThat(status.numLoaded()).isEqualTo(3);
        assertThat(status.numTorrents()).isEqualTo(3);
    }
}
