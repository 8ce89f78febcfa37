package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.AnnounceResult;
import org.torrentxt.api.status.ScrapeResult;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;

/** What answers later ends always, and with its own answer. */
class TorrentStagesTest {
    private static final int SIZE = 2_000_000;

    @RegisterExtension
    private final Sessions sessions = new Sessions();

    @TempDir
    private Path folder;

    private Seed seed;
    private Torrent torrent;
    private AlertLog alerts;

    @BeforeEach
    void startSeeding() {
        seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        torrent = seed.seeding();
        alerts = seed.session().alerts();
        alerts.await(TorrentChecked.class);
    }

    @AfterEach
    void nothingIsKept() {
        alerts.release();
        seed.session().close();
        assertThat(seed.session().session().context().requests().size()).isZero();
    }

    private Torrent bare(int number) {
        return seed.session()
                .session()
                .add(AddTorrent.infoHash(new InfoHash(String.format("%040x", number)))
                        .started()
                        .build())
                .torrent();
    }

    private static void assertFails(CompletionStage<?> stage, ErrorCode code, String message) {
        assertThat(Wait.failure(stage))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    private TorrentState state() {
        return torrent.status().orElseThrow().state();
    }

    @Test
    void allSucceedAlsoIfNobodyListens() {
        LocalSession silent = sessions.use(LocalSession.startListeningTo(Set.of(), "silent", folder));
        int mask = alertMask(silent);
        try (LocalTracker tracker = LocalTracker.start()) {
            Torrent own = silent.session()
                    .add(seed.torrent().tracker(tracker.url()).started().build())
                    .torrent();
            assertThat(Wait.answer(own.whenFinished())).isSameAs(own);
            assertThat(Wait.answer(own.recheck())).isSameAs(own);
            assertThat(Wait.answer(own.reannounce())).isEqualTo(new AnnounceResult(tracker.url(), 0));
            assertThat(Wait.answer(own.scrape()))
                    .isEqualTo(new ScrapeResult(tracker.url(), LocalTracker.SEEDS, LocalTracker.LEECHERS));
            assertThat(Wait.answer(own.renameFile(0, "content/renamed"))).isEqualTo("content/renamed");
            assertThat(own.files().get(0).path()).isEqualTo("content/renamed");
            Path elsewhere = folder.resolve("elsewhere");
            assertThat(Wait.answer(own.moveStorage(elsewhere))).isEqualTo(elsewhere);
            assertThat(own.status().map(TorrentStatus::savePath)).contains(elsewhere);
            assertThat(Wait.answer(own.saveResumeData())).isNotEmpty();
            Wait.answer(own.remove(true));
            assertThat(elsewhere.resolve("content")).doesNotExist();
        }
        assertThat(silent.session().context().requests().size()).isZero();
        assertThat(silent.alerts().all()).isEmpty();
        Wait.until("what nobody waits for is not raised any more", () -> alertMask(silent) == mask);
    }

    private static int alertMask(LocalSession local) {
        return local.session()
                .context()
                .engine()
                .call(session::get_settings)
                .get_int(settings_pack.int_types.alert_mask.swigValue());
    }

    @Test
    void whatFailsSaysWhy() throws IOException {
        Files.createFile(folder.resolve("blocked"));
        assertFails(torrent.renameFile(0, "blocked/x"), ErrorCode.ENGINE, "was not renamed to 'blocked/x': ");
        Path occupied = Files.createDirectories(folder.resolve("occupied/content"));
        Files.createFile(occupied.resolve("a.bin"));
        assertFails(
                torrent.moveStorage(occupied.getParent()),
                ErrorCode.ENGINE,
                "was not moved to " + occupied.getParent() + ": file already exists");
        try (LocalTracker tracker = LocalTracker.start()) {
            torrent.addTracker(tracker.url(), 0);
            tracker.failWith("not today");
            assertFails(torrent.reannounce(), ErrorCode.ENGINE, "could not be announced (tracker " + tracker.url());
            assertFails(torrent.scrape(), ErrorCode.ENGINE, "could not be scraped (tracker " + tracker.url());
        }
        Path file = seed.content().resolve("a.bin");
        Files.delete(file);
        Files.createDirectories(file);
        assertFails(torrent.recheck(), ErrorCode.ENGINE, "could not be checked: ");
        assertFails(torrent.whenFinished(), ErrorCode.ENGINE, "has stopped: ");
    }

    @Test
    void anAnnounceOfWhatIsPausedOrHasNoTrackerDoesNotWait() {
        assertFails(torrent.reannounce(), ErrorCode.INVALID_ARGUMENT, "has no trackers");
        torrent.pause();
        assertFails(torrent.reannounce(), ErrorCode.INVALID_ARGUMENT, "resume it first");
    }

    // a tracker that takes connections and does not answer, and a session that does not check
    private Map<String, CompletionStage<?>> pendingRequests(ServerSocket tracker, Torrent fetching) {
        torrent.addTracker("http://127.0.0.1:" + tracker.getLocalPort() + "/announce", 0);
        Map<String, CompletionStage<?>> pending = new LinkedHashMap<>();
        pending.put("announce", torrent.reannounce());
        pending.put("scrape", torrent.scrape());
        seed.session().session().pause();
        pending.put("recheck", torrent.recheck());
        pending.put("finish", torrent.whenFinished());
        pending.put("metadata", fetching.whenMetadata());
        return pending;
    }

    private static ServerSocket deafTracker() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @Test
    void allEndWithTheirTorrent() throws IOException {
        try (ServerSocket tracker = deafTracker()) {
            Torrent fetching = bare(1);
            Map<String, CompletionStage<?>> pending = pendingRequests(tracker, fetching);
            alerts.hold();
            pending.put("rename", torrent.renameFile(0, "content/other"));
            pending.put("move", torrent.moveStorage(folder.resolve("moved")));
            Wait.until("the alerts are held", alerts::isHolding);
            torrent.remove(false);
            fetching.remove(false);
            pending.forEach((name, stage) -> assertThat(Wait.outcome(stage))
                    .as(name)
                    .satisfiesAnyOf(
                            outcome -> assertThat(outcome).isNotInstanceOf(Throwable.class),
                            outcome -> assertThat(((TorrentException) outcome).code())
                                    .isEqualTo(ErrorCode.BAD_HANDLE)));
            for (String name : List.of("announce", "scrape", "recheck", "finish", "metadata")) {
                assertFails(pending.get(name), ErrorCode.BAD_HANDLE, "no longer exists");
            }
        }
    }

    @Test
    void allEndWithTheirSession() throws IOException {
        try (ServerSocket tracker = deafTracker()) {
            Map<String, CompletionStage<?>> pending = pendingRequests(tracker, bare(1));
            seed.session().close();
            pending.forEach((name, stage) -> assertFails(stage, ErrorCode.NO_SESSION, "was stopped"));
        }
    }

    @Test
    void whatIsGoneIsRefused() {
        torrent.remove(false);
        List<Function<Torrent, Object>> actions = List.of(
                Torrent::recheck,
                Torrent::scrape,
                Torrent::reannounce,
                Torrent::whenMetadata,
                Torrent::whenFinished,
                gone -> gone.renameFile(0, "x"),
                gone -> gone.moveStorage(folder.resolve("x")),
                gone -> gone.remove(true));
        actions.forEach(action -> assertThatThrownBy(() -> action.apply(torrent))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_HANDLE)));
    }

    @Test
    void aRecheckDoesNotEndWithTheCheckOfAddingThatIsReportedAfterIt() throws IOException {
        alerts.hold();
        LocalSession other = sessions.start("other", folder);
        other.alerts().hold();
        torrent = other.session().add(seed.torrent().started().build()).torrent();
        Wait.until("the alerts are held", other.alerts()::isHolding);
        Wait.until("it is checked", () -> state() == TorrentState.SEEDING);
        int pieces = torrent.pieces().cardinality();
        damage();

        CompletionStage<Torrent> checked = torrent.recheck();
        other.alerts().release();

        Wait.answer(checked);
        assertThat(torrent.pieces().cardinality()).isEqualTo(pieces - 1);
        assertThat(state()).isEqualTo(TorrentState.DOWNLOADING);
    }

    private void damage() throws IOException {
        Path file = seed.content().resolve("a.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[0] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aRecheckRightAfterAddingChecksAll() throws IOException {
        byte[] resumeData = Wait.answer(torrent.saveResumeData());
        torrent.remove(false);
        damage();
        for (int i = 0; i < 10; i++) {
            torrent = seed.session()
                    .session()
                    .add(AddTorrent.resumeData(resumeData).started().build())
                    .torrent();
            Wait.answer(torrent.recheck());
            assertThat(torrent.status().orElseThrow().isFinished())
                    .as("round %d", i)
                    .isFalse();
            assertThat(state()).isEqualTo(TorrentState.DOWNLOADING);
            torrent.remove(false);
        }
    }

    @Test
    void rechecksAtTheSameTimeEndTogetherAndOneOfAPausedTorrentStaysPaused() {
        CompletionStage<Torrent> first = torrent.recheck();
        CompletionStage<Torrent> second = torrent.recheck();
        first.toCompletableFuture().cancel(false);
        assertThat(Wait.answer(second)).isSameAs(torrent);
        torrent.pause();
        assertThat(Wait.answer(torrent.recheck())).isSameAs(torrent);
        Wait.until("it is paused again", () -> torrent.status().orElseThrow().isPaused());
    }

    @Test
    void eachOfSeveralRenamesAndMovesHasItsOwnAnswer() {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        CompletionStage<String> zero = torrent.renameFile(0, "content/zero");
        CompletionStage<String> one = torrent.renameFile(1, "content/one");
        CompletionStage<String> again = torrent.renameFile(0, "content/again");
        CompletionStage<Path> there = torrent.moveStorage(first);
        CompletionStage<Path> further = torrent.moveStorage(second);
        assertThat(Wait.answer(one)).isEqualTo("content/one");
        assertThat(Wait.answer(zero)).isEqualTo("content/zero");
        assertThat(Wait.answer(again)).isEqualTo("content/again");
        assertThat(Wait.answer(there)).isEqualTo(first);
        assertThat(Wait.answer(further)).isEqualTo(second);
        assertThat(second.resolve("content/again")).exists();
    }

    @Test
    void alertsOfBeforeAreToldFromThoseOfAfter() {
        alerts.hold();
        torrent.pause();
        Wait.until("the alerts are held", alerts::isHolding);
        torrent.resume();
        BooleanSupplier older = seed.session().session().context().olderAlerts();
        assertThat(older.getAsBoolean()).isTrue();
        alerts.release();
        Wait.until("later ones are delivered", () -> !older.getAsBoolean());
    }

    @Test
    void aDownloadIsWaitedForFromTheLinkToTheLastPiece() {
        LocalSession leecher = sessions.leecher(folder);
        Torrent copy = leecher.session().add(seed.magnet().build()).torrent();
        CompletionStage<Torrent> finished = copy.whenFinished();
        assertThat(Wait.answer(copy.whenMetadata()).files()).isNotEmpty();
        assertThat(Wait.answer(finished)).isSameAs(copy);
        seed.assertCopiedTo(Sessions.downloads(folder));
        assertThat(Wait.answer(copy.whenMetadata())).isSameAs(copy);
        assertThat(Wait.answer(copy.whenFinished())).isSameAs(copy);
        assertThat(leecher.session().context().requests().size()).isZero();
    }

    @Test
    void whatIsSkippedIsNotWaitedFor() {
        LocalSession leecher = sessions.leecher(folder);
        Torrent copy = leecher.session().add(seed.torrent().started().build()).torrent();
        CompletionStage<Torrent> finished = copy.whenFinished();
        Wait.until("it is downloading", () -> copy.status().orElseThrow().state() == TorrentState.DOWNLOADING);
        assertThat(finished).isNotDone();
        copy.files().forEach(file -> copy.setFilePriority(file.index(), FilePriority.SKIP));
        assertThat(Wait.answer(finished)).isSameAs(copy);
    }

    @Test
    void aFullDiskEndsTheWait() throws IOException {
        LocalSession leecher = sessions.leecher(folder);
        Torrent copy = leecher.session().add(seed.torrent().paused().build()).torrent();
        Path content = Files.createDirectories(Sessions.downloads(folder).resolve("content"));
        Files.createSymbolicLink(content.resolve("a.bin"), Path.of("/dev/full"));
        CompletionStage<Torrent> finished = copy.whenFinished();
        copy.connectPeer(seed.session().endpoint());
        copy.resume();
        assertFails(finished, ErrorCode.ENGINE, "has stopped: ");
    }

    @Test
    void whoeverGivesUpWaitingHarmsNobodyAndLeavesNothing() {
        Torrent fetching = bare(1);
        List<CompletionStage<Torrent>> waiting = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> waiting.add(fetching.whenFinished()));
        CompletionStage<Torrent> last = fetching.whenFinished();
        waiting.forEach(stage -> stage.toCompletableFuture().cancel(true));
        assertThat(seed.session().session().context().requests().size()).isEqualTo(1);
        fetching.remove(false);
        assertFails(last, ErrorCode.BAD_HANDLE, "no longer exists");
    }

    @Test
    void codeOfCallersRunsOnThreadsOfItsOwn() {
        alerts.hold();
        torrent.pause();
        Wait.until("the alerts are held", alerts::isHolding);
        CompletionStage<String> thread =
                torrent.recheck().thenApply(checked -> Thread.currentThread().getName());
        alerts.release();
        assertThat(Wait.answer(thread)).startsWith("torrentxt-seeder-callback");
    }

    @Test
    void answersThatAreDroppedAreLookedUp() {
        LocalSession flooded = sessions.start("flooded", folder, Map.of("alert_queue_size", 100));
        torrent = flooded.session().add(seed.torrent().started().build()).torrent();
        Wait.answer(torrent.whenFinished());
        flooded.alerts().await(TorrentChecked.class);
        Torrent other = flooded.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20))).build())
                .torrent();
        flooded.alerts().hold();
        torrent.pause();
        Wait.until("the alerts are held", flooded.alerts()::isHolding);
        for (int i = 1; i <= 500; i++) {
            flooded.session()
                    .add(AddTorrent.infoHash(new InfoHash(String.format("%040x", i)))
                            .paused()
                            .build());
        }
        CompletionStage<String> renamed = torrent.renameFile(0, "content/new");
        CompletionStage<Path> moved = torrent.moveStorage(folder.resolve("moved"));
        CompletionStage<Torrent> checked = torrent.recheck();
        CompletionStage<byte[]> saved = torrent.saveResumeData();
        CompletionStage<Void> removed = other.remove(false);
        Wait.until("it is done", () -> Files.exists(folder.resolve("moved/content/new")));
        flooded.alerts().release();
        assertThat(Wait.answer(renamed)).isEqualTo("content/new");
        assertThat(Wait.answer(moved)).isEqualTo(folder.resolve("moved"));
        assertThat(Wait.answer(checked)).isSameAs(torrent);
        assertThat(Wait.answer(saved)).isNotEmpty();
        Wait.answer(removed);
        assertThat(flooded.session().status().alertsDropped()).isPositive();
    }

    @Test
    void movesWhoseAnswersAreDroppedHaveEachTheirOwn() {
        LocalSession flooded = sessions.start("flooded", folder, Map.of("alert_queue_size", 100));
        torrent = flooded.session().add(seed.torrent().started().build()).torrent();
        Wait.answer(torrent.whenFinished());
        flooded.alerts().await(TorrentChecked.class);
        flooded.alerts().hold();
        torrent.pause();
        Wait.until("the alerts are held", flooded.alerts()::isHolding);
        for (int i = 1; i <= 500; i++) {
            flooded.session()
                    .add(AddTorrent.infoHash(new InfoHash(String.format("%040x", i)))
                            .paused()
                            .build());
        }
        CompletionStage<Path> first = torrent.moveStorage(folder.resolve("first"));
        CompletionStage<Path> second = torrent.moveStorage(folder.resolve("second"));
        CompletionStage<Path> back = torrent.moveStorage(folder.resolve("first"));
        Wait.until("it is moved", () -> Files.exists(folder.resolve("first/content/a.bin")));
        flooded.alerts().release();
        assertThat(Wait.answer(first)).isEqualTo(folder.resolve("first"));
        assertThat(Wait.answer(second)).isEqualTo(folder.resolve("second"));
        assertThat(Wait.answer(back)).isEqualTo(folder.resolve("first"));
        assertThat(folder.resolve("first/content/a.bin")).exists();
        assertThat(flooded.session().status().alertsDropped()).isPositive();
    }
}
