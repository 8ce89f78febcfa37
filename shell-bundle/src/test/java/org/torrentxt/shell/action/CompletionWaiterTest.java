package org.torrentxt.shell.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.support.TorrentArguments.Selection;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

@Timeout(10)
class CompletionWaiterTest {
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Void> second = new CompletableFuture<>();
    private final AtomicInteger shown = new AtomicInteger();
    private final FakeSession session = new FakeSession(
            "default", StatusBuilder.status(1).build(), StatusBuilder.status(2).build());
    private final CompletionWaiter ending = new CompletionWaiter();
    private final Batch batch = Batch.run(
            new Selection(session.torrents(), Map.of()),
            torrent -> ending.add(torrent.id(), torrent.id() == 1 ? first : second));

    @Test
    void itEndsWhenAllHaveEnded() throws Exception {
        Runnable show = () -> {
            if (shown.incrementAndGet() == 3) {
                first.complete(null);
            }
        };
        second.complete(null);

        ending.await(batch, show, Optional.empty());
        assertThat(batch.done()).extracting(Torrent::id).containsExactly(1, 2);
        assertThat(shown.get()).as("before, meanwhile, and at the end").isGreaterThan(3);
    }

    @Test
    void aLongWaitLeavesNothingInTheStages() throws Exception {
        AtomicInteger dependents = new AtomicInteger();
        second.complete(null);

        ending.await(
                batch,
                () -> {
                    if (shown.incrementAndGet() == 6) {
                        dependents.set(first.getNumberOfDependents());
                        first.complete(null);
                    }
                },
                Optional.empty());
        assertThat(dependents.get()).as("after several refreshes").isLessThanOrEqualTo(2);
    }

    @Test
    void aFailureIsTheBatchsWithItsReason() throws Exception {
        first.completeExceptionally(failure("torrent 1 was not moved to /data: No space left"));
        second.complete(null);

        await(Optional.empty());
        assertThat(batch.done()).extracting(Torrent::id).containsExactly(2);
        assertThatThrownBy(batch::throwFailures).hasMessage("torrent 1 was not moved to /data: No space left");
    }

    @Test
    void itGivesUpInTimeAndNamesTheOthers() throws Exception {
        first.complete(null);

        await(Optional.of(Duration.ofMillis(50)));
        assertThat(batch.done()).extracting(Torrent::id).containsExactly(1);
        assertThatThrownBy(batch::throwFailures).hasMessage("torrent 2 is not done after 0s; it continues");
    }

    @Test
    void whatFailedIsToldWithWhatTookTooLong() throws Exception {
        first.completeExceptionally(failure("disk is full"));

        await(Optional.of(Duration.ofMillis(50)));
        assertThatThrownBy(batch::throwFailures)
                .hasMessage("2 failed: 1 (disk is full); 2 (torrent 2 is not done after 0s; it continues)");
    }

    @Test
    void whatEndsAtItsLimitHasEnded() throws Exception {
        first.complete(null);
        second.complete(null);

        await(Optional.of(Duration.ZERO));
        assertThat(batch.done()).hasSize(2);
    }

    private void await(Optional<Duration> limit) throws InterruptedException {
        ending.await(batch, shown::incrementAndGet, limit);
    }

    private static TorrentException failure(String reason) {
        return new TorrentException(ErrorCode.ENGINE, reason);
    }
}
