package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentResumed;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;

/** Peers that are named are connected to without the engine's rounds, of which there is one per second. */
class ConnectAtOnceTest {
    private static final int RUNS = Integer.getInteger("connect.runs", 40);

    /** In its rounds, the engine connects to none; nor is anybody found. */
    private static final Map<String, Object> NO_ROUNDS = Map.of("connection_speed", 0, "enable_dht", false);

    private static final Set<TorrentState> RUNNING =
            EnumSet.of(TorrentState.DOWNLOADING, TorrentState.FETCHING_METADATA);

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed seed;

    @BeforeEach
    void startSeeder() {
        seed = sessions.seed(folder, 20_000, TorrentFormat.V1, Map.of("enable_dht", false));
    }

    private LocalSession leecher() {
        return sessions.leecher(folder, NO_ROUNDS);
    }

    private static Stream<Named<Boolean>> sources() {
        return Stream.of(Named.of("a magnet link", true), Named.of("a .torrent file", false));
    }

    private AddTorrent.Builder source(boolean magnet) {
        return magnet ? AddTorrent.magnet(seed.created().magnetUri()) : seed.torrent();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aTorrentThatIsAddedWithAPeer(boolean magnet) {
        LocalSession leecher = leecher();
        Torrent torrent = leecher.session()
                .add(source(magnet).started().peer(seed.session().endpoint()).build())
                .torrent();

        assertFinishedUnseen(leecher, torrent);
    }

    // nobody is told that it was stopped and started for that
    private static void assertFinishedUnseen(LocalSession leecher, Torrent torrent) {
        Wait.answer(torrent.whenFinished());
        Wait.answer(torrent.remove(false)); // after all that was raised before
        assertThat(leecher.alerts().typesOf(torrent.id()))
                .doesNotContain(AlertType.TORRENT_PAUSED, AlertType.TORRENT_RESUMED);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aTorrentThatIsAddedToTheQueueWithAPeer(boolean magnet) {
        LocalSession leecher = leecher();
        Torrent torrent = leecher.session()
                .add(source(magnet).peer(seed.session().endpoint()).build())
                .torrent();

        Wait.answer(torrent.whenFinished());
        leecher.alerts().await(TorrentResumed.class);
        assertThat(leecher.alerts().typesOf(torrent.id()))
                .contains(AlertType.TORRENT_RESUMED)
                .doesNotContain(AlertType.TORRENT_PAUSED);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aTorrentThatRuns(boolean magnet) {
        LocalSession leecher = leecher();
        Torrent torrent =
                leecher.session().add(source(magnet).started().build()).torrent();
        Wait.until(
                "it runs", () -> RUNNING.contains(torrent.status().orElseThrow().state()));

        torrent.connectPeer(seed.session().endpoint());

        assertFinishedUnseen(leecher, torrent);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aTorrentThatIsPausedMeanwhile(boolean magnet) {
        LocalSession leecher = leecher();
        Torrent torrent = leecher.session()
                .add(source(magnet).started().peer(seed.session().endpoint()).build())
                .torrent();
        torrent.pause();
        leecher.alerts().await(TorrentPaused.class);
        assertThat(torrent.flags()).contains(TorrentFlag.PAUSED);

        torrent.resumeNow();

        Wait.answer(torrent.whenFinished());
        leecher.alerts().await(TorrentResumed.class);
        assertThat(leecher.alerts().typesOf(torrent.id()).stream()
                        .filter(Set.of(AlertType.TORRENT_PAUSED, AlertType.TORRENT_RESUMED)::contains))
                .containsExactly(AlertType.TORRENT_PAUSED, AlertType.TORRENT_RESUMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4}) // after seven seconds and more
    void aPeerThatHasTheTorrentALittleLater(int refusals) {
        LocalSession late = sessions.start("late", folder, Map.of("enable_dht", false));

        assertFoundAfter(refusals, leecher(), late, seed.torrent());
    }

    @Test
    void aPeerThatHasItLaterWhileAWebSeedIsSilent() throws IOException {
        LocalSession late = sessions.start("late", folder, Map.of("enable_dht", false));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            LocalSession leecher = sessions.leecher(folder, Map.of("enable_dht", false));
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
            assertFoundAfter(4, leecher, late, seed.torrent().webSeed(url));
        }
    }

    private void assertFoundAfter(int refusals, LocalSession leecher, LocalSession late, AddTorrent.Builder source) {
        Torrent torrent = leecher.session()
                .add(source.started().peer(late.endpoint()).build())
                .torrent();
        Wait.until(
                "it was turned away",
                () -> leecher.session().counters().getOrDefault("peer.disconnected_peers", 0L) >= refusals);
        sessions.seedWith(late, seed.content(), TorrentFormat.V1);

        Wait.answer(torrent.whenFinished());
    }

    @Test
    void whatTheQueueDoesNotAdmitWaits() {
        LocalSession leecher = sessions.leecher(folder, Map.of("active_downloads", 1));
        leecher.session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20)).build());
        Torrent second = leecher.session()
                .add(seed.torrent().peer(seed.session().endpoint()).build())
                .torrent();
        leecher.alerts().await(TorrentChecked.class);

        second.connectPeer(seed.session().endpoint());

        assertThat(second.flags()).contains(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED);
        assertThat(leecher.alerts().typesOf(second.id())).doesNotContain(AlertType.TORRENT_RESUMED);
    }

    @Test
    void trackersAreNotToldThatItStops() {
        try (LocalTracker tracker = LocalTracker.start()) {
            LocalSession leecher = sessions.leecher(folder);
            Torrent torrent = leecher.session()
                    .add(seed.torrent().tracker(tracker.url()).started().build())
                    .torrent();
            leecher.alerts().await(TrackerReply.class);

            torrent.connectPeer(seed.session().endpoint());

            Wait.answer(torrent.whenFinished());
            assertThat(tracker.requests()).noneMatch(request -> request.contains("event=stopped"));
        }
    }

    @Test
    @Timeout(600)
    void itNeverStalls() {
        LocalSession leecher = leecher();
        for (int run = 0; run < RUNS; run++) {
            AddTorrent.Builder source = source(run % 2 == 0).peer(seed.session().endpoint());
            Torrent torrent = leecher.session()
                    .add(run / 2 % 2 == 0 ? source.started().build() : source.build())
                    .torrent();
            Wait.answer(torrent.whenFinished());
            Wait.answer(torrent.remove(true));
        }
    }
}
