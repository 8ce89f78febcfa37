package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.stage.Outside;

/** Torrents that several ask for at the same time. */
class BulkAddTest {
    private static final int COUNT = 1_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private LocalSession local;

    @BeforeEach
    void start() {
        local = sessions.start("bulk", folder);
    }

    private static InfoHash hash(int number) {
        return new InfoHash(String.format("%040x", number + 1));
    }

    private List<AddTorrent> requests() {
        List<AddTorrent> requests = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            requests.add(AddTorrent.infoHash(hash(i)).paused().build());
        }
        return requests;
    }

    @Test
    void whoeverAddsATorrentThatIsBeingAddedGetsItWhenItIsThere() {
        List<CompletionStage<AddResult>> stages = local.session().addAll(requests());
        for (int i = COUNT - 1; i >= 0; i--) {
            AddTorrent again = AddTorrent.infoHash(hash(i))
                    .paused()
                    .peer(Endpoint.parse("127.0.0.1:1"))
                    .build();
            AddResult result = local.session().add(again);
            assertThat(result.torrent().isValid()).as("torrent %d", i).isTrue();
            assertThat(Wait.answer(stages.get(i))).isEqualTo(new AddResult(result.torrent(), !result.isNew()));
        }
        assertThat(local.session().torrentCount()).isEqualTo(COUNT);
    }

    @Test
    void whatIsListedIsThere() {
        List<CompletionStage<AddResult>> stages = local.session().addAll(requests());
        Wait.until("all are there", () -> {
            assertThat(local.session().torrents()).allMatch(Torrent::isValid);
            assertThat(local.session().find(hash(COUNT - 1)).stream()).allMatch(Torrent::isValid);
            return local.session().torrentCount() == COUNT;
        });
        stages.forEach(Wait::answer);
        assertThat(local.session().statuses()).hasSize(COUNT);
    }

    @Test
    void twoBulksOfTheSameTorrentsGiveTheSame() {
        List<CompletionStage<AddResult>> first = local.session().addAll(requests());
        List<CompletionStage<AddResult>> second = local.session().addAll(requests());
        for (int i = 0; i < COUNT; i++) {
            AddResult result = Wait.answer(second.get(i));
            assertThat(result.torrent().isValid()).as("torrent %d", i).isTrue();
            assertThat(Wait.answer(first.get(i))).isEqualTo(new AddResult(result.torrent(), !result.isNew()));
        }
    }

    @Test
    void ofThoseWhoAddATorrentAtTheSameTimeExactlyOneIsToldThatItIsNew() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 50; i++) {
            AddTorrent request = AddTorrent.infoHash(hash(i)).paused().build();
            List<CompletionStage<AddResult>> adding = new ArrayList<>();
            CyclicBarrier together = new CyclicBarrier(3);
            for (int thread = 0; thread < 3; thread++) {
                boolean bulk = thread == 2;
                adding.add(CompletableFuture.supplyAsync(
                        () -> {
                            arrive(together);
                            return bulk
                                    ? Wait.answer(local.session()
                                            .addAll(List.of(request))
                                            .get(0))
                                    : local.session().add(request);
                        },
                        threads));
            }
            List<AddResult> results = adding.stream().map(Wait::answer).toList();
            assertThat(results).filteredOn(AddResult::isNew).hasSize(1);
            assertThat(results)
                    .extracting(AddResult::torrent)
                    .containsOnly(results.get(0).torrent());
        }
        threads.shutdown();
    }

    private static void arrive(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsRemovedCanBeAddedAgainAtOnce() {
        for (int i = 0; i < COUNT; i++) {
            Torrent torrent = local.session()
                    .add(AddTorrent.infoHash(hash(0)).paused().build())
                    .torrent();
            assertThat(torrent.isValid()).isTrue();
            torrent.remove(false);
            assertThat(torrent.isValid()).isFalse();
        }
        assertThat(local.session().torrentCount()).isZero();
    }

    @Test
    void aRequestOfATorrentThatIsRemovedEndsWithIt() {
        List<CompletionStage<byte[]>> stages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Torrent torrent = local.session()
                    .add(AddTorrent.infoHash(hash(i)).paused().build())
                    .torrent();
            stages.add(torrent.saveResumeData());
            torrent.remove(false);
        }
        stages.forEach(stage -> assertThat(Wait.outcome(stage))
                .satisfiesAnyOf(
                        outcome -> assertThat(outcome).isInstanceOf(byte[].class),
                        outcome -> assertThat(outcome)
                                .isInstanceOfSatisfying(
                                        TorrentException.class,
                                        e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_HANDLE))));
    }

    @Test
    void aCallerThatGivesUpItsStageHarmsNobodyElse() {
        List<AddTorrent> requests = requests();
        List<CompletionStage<AddResult>> stages = local.session().addAll(requests);
        stages.forEach(stage -> stage.toCompletableFuture().cancel(true));
        for (AddTorrent request : requests) {
            assertThat(local.session().add(request).torrent().isValid()).isTrue();
        }
    }

    @Test
    void thousandsWhoseDependentsWaitTakeABoundedNumberOfThreads() {
        CountDownLatch released = new CountDownLatch(1);
        local.alerts().hold(); // so that hardly a stage ends before something depends on it
        Thread caller = Thread.currentThread(); // runs what it attaches to a stage that has ended by then
        List<CompletionStage<AddResult>> dependents = local.session().addAll(requests()).stream()
                .map(stage -> stage.thenApply(result -> {
                    if (Thread.currentThread() != caller) {
                        waitFor(released);
                    }
                    return result;
                }))
                .toList();
        local.alerts().release();
        Wait.until("all are there", () -> local.session().torrentCount() == COUNT);
        Wait.until("all threads wait", () -> threads("torrentxt-bulk-callback") >= Outside.MAX_THREADS);
        // others are not kept from their answers
        assertThat(Wait.answer(local.session().torrents().get(0).saveResumeData()))
                .isNotEmpty();
        assertThat(threads("torrentxt-bulk-")).isLessThanOrEqualTo(Outside.MAX_THREADS + 10L);

        released.countDown();
        dependents.forEach(
                stage -> assertThat(Wait.answer(stage).torrent().isValid()).isTrue());
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatDependsOnAnAddingMayWaitForAnotherStage() {
        List<CompletionStage<byte[]>> dependents = local
                .session()
                .addAll(requests().subList(0, 200))
                .stream()
                .map(stage -> stage.thenApply(result ->
                        result.torrent().saveResumeData().toCompletableFuture().join()))
                .toList();
        dependents.forEach(stage -> assertThat(Wait.outcome(stage)).isNotNull());
    }

    @Test
    void whatDependsOnAnAddingMayAddMore() {
        local.session().add(AddTorrent.infoHash(hash(0)).paused().build());
        AddTorrent more = AddTorrent.infoHash(hash(COUNT)).paused().build();
        List<CompletionStage<AddResult>> stages = local.session().addAll(requests());
        assertThat(Wait.answer(stages.get(0).thenApply(result -> local.session().add(more)))
                        .torrent()
                        .isValid())
                .isTrue();
        assertThat(Wait.answer(stages.get(COUNT - 1)).torrent().isValid()).isTrue();
    }

    @Test
    void whatWasAskedForTwiceEndsWhenTheSessionStops() {
        List<CompletionStage<AddResult>> stages =
                new ArrayList<>(local.session().addAll(requests()));
        stages.addAll(local.session().addAll(requests()));
        local.close();
        assertThat(stages).allSatisfy(stage -> assertThat(Wait.outcome(stage)).isNotNull());
    }
}
