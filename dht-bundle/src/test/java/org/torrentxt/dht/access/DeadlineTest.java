package org.torrentxt.dht.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

class DeadlineTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofDays(1);

    private final CompletableFuture<String> answer = new CompletableFuture<>();

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
                .withMessageMatching("no answer from the DHT within .* s: looking up 'motd'");
    }

    @Test
    void theStageItselfIsLeftAlone() {
        bounded(SOON).exceptionally(late -> "late").join();

        assertThat(answer).isNotDone();
    }

    private CompletableFuture<String> bounded(Duration timeout) {
        return new Deadline(timeout).on(answer, "looking up 'motd'").toCompletableFuture();
    }
}
