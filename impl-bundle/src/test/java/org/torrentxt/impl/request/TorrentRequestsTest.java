package org.torrentxt.impl.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.Failure;
import org.torrentxt.api.alert.ScrapeFailed;
import org.torrentxt.api.alert.ScrapeReply;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.StorageMovedFailed;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.fixture.Wait;

class TorrentRequestsTest {
    private static final Failure FULL = new Failure(28, "No space left", "storage move failed: No space left");

    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "executor"));
    private final AtomicInteger changes = new AtomicInteger();
    private final TorrentRequests requests = new TorrentRequests(executor, changes::incrementAndGet);

    @AfterEach
    void stop() {
        executor.shutdown();
    }

    private static AlertOrigin origin(int torrent) {
        return new AlertOrigin("default", torrent, InfoHashes.NONE, Instant.EPOCH);
    }

    private static Alert moved(int torrent, String folder) {
        return new StorageMoved(origin(torrent), folder, "/old", "moved");
    }

    private static Answer<Path> move() {
        return alert -> {
            if (alert instanceof StorageMoved moved) {
                return Optional.of(Outcome.of(Path.of(moved.path())));
            }
            return alert instanceof StorageMovedFailed failed
                    ? Optional.of(Outcome.failed("not moved", failed.failure()))
                    : Optional.empty();
        };
    }

    private CompletableFuture<Path> addMove(int torrent) {
        return requests.add(torrent, Operation.MOVE, move(), () -> {});
    }

    private static <V> Answer<V> none() {
        return alert -> Optional.empty();
    }

    @Test
    void eachHasTheAnswerInItsTurnAndOfItsTorrent() {
        CompletableFuture<Path> first = addMove(1);
        CompletableFuture<Path> second = addMove(1);
        CompletableFuture<Path> other = addMove(2);

        requests.follow(moved(1, "/a"));
        requests.follow(new StorageMovedFailed(origin(1), "/b", FULL));

        assertThat(Wait.answer(first)).isEqualTo(Path.of("/a"));
        assertThat(Wait.failure(second)).hasMessage("not moved: No space left");
        assertThat(other).isNotDone();
        assertThat(requests.size()).isEqualTo(1);
    }

    @Test
    void theAnswerOfOneThatCameTooLateIsNotTheNextOnes() {
        CompletableFuture<Path> late =
                requests.add(1, Operation.MOVE, move(), Optional.of(Duration.ofMillis(1)), () -> {});
        assertTimeout(late);
        CompletableFuture<Path> next = addMove(1);

        requests.follow(moved(1, "/late"));
        assertThat(next).isNotDone();
        requests.follow(moved(1, "/next"));

        assertThat(Wait.answer(next)).isEqualTo(Path.of("/next"));
        assertThat(requests.size()).isZero();
    }

    private static void assertTimeout(CompletableFuture<?> late) {
        assertThat(Wait.failure(late))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
    }

    @ParameterizedTest
    @EnumSource
    void allEndAtTheirLimitWithTheirTorrentAndWithTheirSession(Operation operation) {
        assertTimeout(requests.add(3, operation, none(), Optional.of(Duration.ofMillis(1)), () -> {}));
        CompletableFuture<Object> ofTorrent = requests.add(1, operation, none(), () -> {});
        CompletableFuture<Object> ofSession = requests.add(2, operation, none(), () -> {});

        requests.endAll(1, new TorrentException(ErrorCode.BAD_HANDLE, "removed"));
        if (!operation.isRemoval()) {
            assertThat(Wait.failure(ofTorrent)).hasMessage("removed");
        }
        requests.endAll(new TorrentException(ErrorCode.NO_SESSION, "stopped"));
        assertThat(Wait.failure(ofSession)).hasMessage("stopped");
        Wait.failure(ofTorrent);

        assertThat(requests.size()).isZero();
        assertThat(requests.isPending(2, operation)).isFalse();
    }

    @Test
    void whatDependsOnOneRunsOnTheExecutor() {
        CompletableFuture<String> thread =
                addMove(1).thenApply(path -> Thread.currentThread().getName());

        requests.follow(moved(1, "/a"));

        assertThat(Wait.answer(thread)).isEqualTo("executor");
    }

    @Test
    void whatCannotBeStartedIsThrownAndDoesNotWait() {
        assertThatThrownBy(() -> requests.add(1, Operation.SCRAPE, none(), () -> {
                    throw TorrentException.invalid("no");
                }))
                .hasMessage("no");
        assertThat(requests.size()).isZero();
        assertThat(requests.reads(AlertType.SCRAPE_REPLY)).isFalse();
    }

    @Test
    void alertsThatNobodyElseReadsAreReadWhileTheyAreWaitedFor() {
        assertThat(requests.reads(AlertType.SCRAPE_REPLY)).isFalse();
        CompletableFuture<String> one = requests.add(1, Operation.SCRAPE, none(), () -> {});
        CompletableFuture<String> other = requests.add(2, Operation.SCRAPE, none(), () -> {});
        assertThat(requests.reads(AlertType.SCRAPE_REPLY)).isTrue();
        assertThat(requests.reads(AlertType.TRACKER_REPLY)).isFalse();
        assertThat(changes.get()).as("once for both").isEqualTo(1);

        requests.drop(one);
        assertThat(requests.reads(AlertType.SCRAPE_REPLY)).isTrue();
        requests.drop(other);

        assertThat(requests.reads(AlertType.SCRAPE_REPLY)).isFalse();
        assertThat(requests.size()).isZero();
    }

    @Test
    void whatWasDroppedIsLookedUp() {
        CompletableFuture<String> request = requests.add(
                1,
                Operation.RENAME,
                new Answer<String>() {
                    @Override
                    public Optional<Outcome<String>> take(Alert alert) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<Outcome<String>> lost() {
                        return Optional.of(Outcome.of("renamed"));
                    }
                },
                () -> {});
        CompletableFuture<Path> unknown = addMove(1);

        requests.catchUp();

        assertThat(Wait.answer(request)).isEqualTo("renamed");
        assertThat(unknown).isNotDone();
    }

    private static final Answer<String> CANNOT_LOOK = new Answer<>() {
        @Override
        public Optional<Outcome<String>> take(Alert alert) {
            throw new IllegalStateException("cannot read the alert");
        }

        @Override
        public Optional<Outcome<String>> lost() {
            throw new TorrentException(ErrorCode.BAD_HANDLE, "torrent 1 is gone meanwhile");
        }
    };

    private static final Answer<String> SEES_ALL = new Answer<>() {
        @Override
        public Optional<Outcome<String>> take(Alert alert) {
            return Optional.of(Outcome.of("taken"));
        }

        @Override
        public Optional<Outcome<String>> lost() {
            return Optional.of(Outcome.of("looked up"));
        }
    };

    @Test
    void oneThatCannotLookUpItsAnswerFailsAndTheOthersDoNot() {
        CompletableFuture<String> broken = requests.add(1, Operation.RENAME, CANNOT_LOOK, () -> {});
        CompletableFuture<String> other = requests.add(1, Operation.FINISH, SEES_ALL, () -> {});

        requests.catchUp();

        assertThat(Wait.failure(broken)).hasMessage("torrent 1 is gone meanwhile");
        assertThat(Wait.answer(other)).isEqualTo("looked up");
        assertThat(requests.size()).isZero();
    }

    @Test
    void oneThatCannotReadAnAlertFailsAndTheOthersDoNot() {
        CompletableFuture<String> broken = requests.add(1, Operation.RENAME, CANNOT_LOOK, () -> {});
        CompletableFuture<String> other = requests.add(1, Operation.FINISH, SEES_ALL, () -> {});

        requests.follow(moved(1, "/a"));

        assertThat(Wait.failure(broken))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("cannot read the alert");
        assertThat(Wait.answer(other)).isEqualTo("taken");
        assertThat(requests.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVE", "DELETE"})
    void aRemovalWhoseAlertNeverComesIsNotKept(Operation removal) {
        assertTimeout(requests.add(1, removal, none(), Optional.of(Duration.ofMillis(1)), () -> {}));
        assertThat(requests.size()).isZero();
    }

    private CheckAnswer<String> check(Runnable again) {
        return new CheckAnswer<>(
                "checked", "torrent 1 could not be checked", check -> again.run(), () -> Optional.empty());
    }

    private static StateChanged state(TorrentState state) {
        return new StateChanged(origin(1), state, TorrentState.SEEDING);
    }

    private static final Alert CHECKED = new TorrentChecked(origin(1));
    private static final Alert ERROR = new TorrentError(origin(1), FULL);

    @Test
    void theEndOfAnEarlierCheckIsNotThatOfTheNext() {
        CheckAnswer<String> check = check(() -> {});
        assertThat(check.take(CHECKED)).as("not even requested").isEmpty();
        check.request();
        assertThat(check.take(ERROR)).as("of before").isEmpty();
        assertThat(check.take(CHECKED)).as("of before").isEmpty();
        assertThat(check.take(state(TorrentState.CHECKING_RESUME))).isEmpty();
        assertThat(check.take(state(TorrentState.CHECKING))).isEmpty();
        assertThat(check.take(CHECKED)).contains(Outcome.of("checked"));
    }

    @Test
    void aCheckThatAnErrorEndsHasFailed() {
        CheckAnswer<String> check = check(() -> {});
        check.request();
        check.take(state(TorrentState.CHECKING_RESUME));
        assertThat(check.take(ERROR).orElseThrow().failure())
                .hasMessage("torrent 1 could not be checked: No space left");
    }

    @Test
    void aCheckThatTheEngineRefusesMeanwhileIsRequestedAgain() {
        int[] again = {0};
        CheckAnswer<String> check = check(() -> again[0]++);
        check.postpone();
        assertThat(check.take(CHECKED)).as("of its resume data").isEmpty();
        assertThat(again[0]).isEqualTo(1);
        check.request();
        check.take(state(TorrentState.CHECKING_RESUME));
        assertThat(check.take(CHECKED)).isPresent();
        assertThat(again[0]).isEqualTo(1);
    }

    @Test
    void resumeDataThatLeadsToACheckOfAllFilesNeedsNoOther() {
        CheckAnswer<String> check = check(() -> {});
        check.postpone();
        check.take(state(TorrentState.CHECKING));
        assertThat(check.take(CHECKED)).isPresent();
    }

    private static ScrapeFailed failed(String tracker) {
        return new ScrapeFailed(origin(1), tracker, new Failure(0, "refused", "scrape failed: "));
    }

    private final boolean[] older = {false};

    private TrackersAnswer<Integer> trackers(boolean all) {
        return new TrackersAnswer<>(
                "torrent 1 could not be scraped",
                () -> older[0],
                alert -> alert instanceof ScrapeReply reply ? Optional.of(reply.numComplete()) : Optional.empty(),
                alert -> alert instanceof ScrapeFailed failed
                        ? Optional.of(new TrackersAnswer.Failed(failed.tracker(), failed.failure()))
                        : Optional.empty(),
                all);
    }

    @Test
    void aReplyOfBeforeTheRequestIsNotItsAnswer() {
        TrackersAnswer<Integer> answer = trackers(false);
        older[0] = true;
        assertThat(answer.take(new ScrapeReply(origin(1), "http://a/", 1, 2))).isEmpty();
        assertThat(answer.take(failed("http://a/"))).isEmpty();
        older[0] = false;
        assertThat(answer.take(new ScrapeReply(origin(1), "http://a/", 3, 2))).contains(Outcome.of(3));
    }

    @Test
    void oneSocketThatDoesNotReachTheTrackerIsNoFailure() {
        TrackersAnswer<Integer> answer = trackers(false);
        answer.expect("http://a/", 2);
        assertThat(answer.take(failed("http://a/"))).isEmpty();
        assertThat(answer.late(new TorrentException(ErrorCode.TIMEOUT, "timeout")))
                .as("what is known of it")
                .hasMessage("torrent 1 could not be scraped (tracker http://a/): refused");
        assertThat(answer.take(failed("http://a/"))).isPresent();
    }

    @Test
    void allTrackersHaveToFail() {
        TrackersAnswer<Integer> answer = trackers(true);
        answer.expect("http://a/", 1);
        answer.expect("http://b/", 1);
        assertThat(answer.take(failed("http://a/"))).isEmpty();
        assertThat(answer.take(failed("http://a/"))).isEmpty();
        assertThat(answer.take(failed("http://b/")).orElseThrow().failure().code())
                .isEqualTo(ErrorCode.ENGINE);
    }
}
