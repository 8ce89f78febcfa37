package org.torrentxt.dht.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.dht.task.StoreThread;

class DeadlineTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofDays(1);

    private final StoreThread thread = new StoreThread();
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    @AfterEach
    void stop() {
        thread.close();
    }

    @Test
    void anAnswerInTimeIsPassedOn() {
        CompletableFuture<String> bounded = bounded(NEVER);

        answer.complete("found");

        assertThat(bounded).isCompletedWithValue("found");
    }

    @Test
    void aFailureIsPassedOnAsItIs() {
        TorrentException failure = new TorrentException(ErrorCode.ENGINE, "no");
        CompletableFuture<String> bounded = bounded(NEVER);

        answer.completeExceptionally(failure);

        assertThat(bounded).isCompletedExceptionally();
        assertThat(bounded.handle((value, thrown) -> thrown)).isCompletedWithValue(failure);
    }

    @Test
    void withoutAnAnswerItEndsSayingWhatWasBeingDone() {
        assertThat(bounded(SOON))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(TorrentException.class)
                .withMessageMatching("timeout after .* s without an answer from the DHT: looking up 'motd'");
    }

    @Test
    void theStageItselfIsLeftAlone() {
        bounded(SOON).exceptionally(late -> "late").join();

        assertThat(answer).isNotDone();
    }

    @Test
    void aStageThatIsLateEndsOnTheThreadOfTheStore() {
        CompletableFuture<Void> busy = new CompletableFuture<>();
        thread.execute(busy::join);
        CompletableFuture<String> endsOn =
                bounded(SOON).handle((value, late) -> Thread.currentThread().getName());
        busy.complete(null);

        assertThat(endsOn).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("torrentxt-dht-store");
    }

    @Test
    void whatIsAwaitedAtTheEndEndsAtOnce() {
        Deadline deadline = new Deadline(NEVER, thread::after);
        CompletableFuture<String> awaited = deadline.on(answer, "waiting").toCompletableFuture();

        deadline.close();

        assertNoSession(awaited);
        assertNoSession(deadline.on(answer, "waiting").toCompletableFuture());
    }

    private static void assertNoSession(CompletableFuture<String> ended) {
        assertThat(ended.handle((value, failure) -> ((TorrentException) failure).code()))
                .isCompletedWithValue(ErrorCode.NO_SESSION);
    }

    private CompletableFuture<String> bounded(Duration timeout) {
        return new Deadline(timeout, thread::after)
                .on(answer, "looking up 'motd'")
                .toCompletableFuture();
    }
}
