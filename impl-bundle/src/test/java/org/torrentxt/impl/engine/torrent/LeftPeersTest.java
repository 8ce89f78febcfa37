package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/**
 * Peers that the engine has left itself are connected to again as soon as they are wanted; by itself it would wait for
 * a minute.
 */
class LeftPeersTest {
    /**
     * Waits longer than any test, so that the engine itself is never what connects. What was encrypted, it connects to
     * twice without waiting.
     */
    private static final Map<String, Object> PATIENT =
            Map.of("min_reconnect_time", 3_600, "out_enc_policy", settings_pack.enc_policy.pe_disabled.swigValue());

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed content;
    private LocalSession leecher;

    @BeforeEach
    void startSessions() {
        LocalSession seeder = sessions.start(
                "seeder", folder, Map.of("upload_rate_limit", 20_000, "seeding_outgoing_connections", false));
        content = Seed.of(seeder, Content.write(folder, 600_000), TorrentFormat.V1);
        seeder.session().add(content.torrent().savePath(folder).started().seed().build());
        leecher = sessions.leecher(folder, PATIENT);
    }

    private Torrent connected() {
        Torrent torrent = leecher.session().add(content.download().build()).torrent();
        awaitPeer(torrent);
        return torrent;
    }

    private static void awaitPeer(Torrent torrent) {
        Wait.until("it is connected", () -> hasPeer(torrent));
    }

    private static boolean hasPeer(Torrent torrent) {
        return torrent.peers().stream().anyMatch(peer -> !peer.client().isEmpty());
    }

    private static void awaitNoPeer(Torrent torrent) {
        Wait.until("its peer is left", () -> torrent.peers().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("waysToResume")
    void afterAPause(Consumer<Torrent> resume) {
        Torrent torrent = connected();
        torrent.pause();
        awaitNoPeer(torrent);

        resume.accept(torrent);

        awaitPeer(torrent);
    }

    private static Stream<Named<Consumer<Torrent>>> waysToResume() {
        return Stream.of(
                Named.of("by the queue", Torrent::resume),
                Named.of("at once", Torrent::resumeNow),
                Named.of("by its flag", torrent -> torrent.setFlags(Set.of(), Set.of(TorrentFlag.PAUSED))));
    }

    @Test
    void afterAPauseThatEndsAtOnce() {
        Torrent torrent = connected();
        torrent.pause();

        torrent.resumeNow();

        awaitPeer(torrent);
    }

    // One that was named is tried again after a second, whatever the engine does, unless it is connected then.
    private Torrent connectedForLong() {
        Torrent torrent = connected();
        Wait.until(
                "its peer is not tried again",
                () -> torrent.status()
                        .filter(status -> status.activeTime().toSeconds() > 2)
                        .isPresent());
        return torrent;
    }

    @Test
    void whenItsFlagLetsTheQueueStartIt() {
        Torrent torrent = connectedForLong();
        torrent.pause();
        awaitNoPeer(torrent);

        torrent.setFlags(Set.of(TorrentFlag.AUTO_MANAGED), Set.of(TorrentFlag.AUTO_MANAGED));

        awaitPeer(torrent);
    }

    @Test
    void afterTheQueueHasStoppedIt() {
        Torrent torrent = connectedForLong();
        torrent.setFlags(Set.of(TorrentFlag.AUTO_MANAGED), Set.of(TorrentFlag.AUTO_MANAGED));
        leecher.session().settings().set("active_downloads", 0);
        awaitNoPeer(torrent);

        leecher.session().settings().set("active_downloads", 1);

        awaitPeer(torrent);
    }

    @Test
    void afterItsSessionWasPaused() {
        Torrent torrent = connected();
        leecher.session().pause();
        awaitNoPeer(torrent);

        leecher.session().resume();

        awaitPeer(torrent);
    }

    @Test
    void afterACheck() {
        Torrent torrent = connected();

        Wait.answer(torrent.recheck());

        awaitPeer(torrent);
    }

    @Test
    void whenMoreIsWanted() {
        Torrent torrent = leecher.session()
                .add(content.download()
                        .filePriority(0, FilePriority.SKIP)
                        .filePriority(1, FilePriority.SKIP)
                        .build())
                .torrent();
        Wait.answer(torrent.whenFinished());
        awaitNoPeer(torrent);

        torrent.setFilePriority(1, FilePriority.NORMAL);

        awaitPeer(torrent);
    }

    @Test
    void aTorrentThatOnlyUploadsStaysSo() {
        Torrent torrent = connected();
        torrent.pause();
        awaitNoPeer(torrent);
        torrent.setFlags(Set.of(TorrentFlag.UPLOAD_MODE), Set.of(TorrentFlag.UPLOAD_MODE));

        torrent.resumeNow();

        Wait.until("it runs", () -> !torrent.flags().contains(TorrentFlag.PAUSED));
        assertThat(torrent.flags()).contains(TorrentFlag.UPLOAD_MODE);
    }
}
