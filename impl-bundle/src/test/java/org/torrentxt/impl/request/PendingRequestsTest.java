package org.torrentxt.impl.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.fixture.Wait;

class PendingRequestsTest {
    private static final Executor CALLBACKS = ForkJoinPool.commonPool();

    private final PendingRequests<String, String> requests = new PendingRequests<>(CALLBACKS, Duration.ofMinutes(1));

    @Test
    void whatNobodyAnswersEndsByItsLimit() {
        PendingRequests<String, String> hasty = new PendingRequests<>(CALLBACKS, Duration.ofMillis(50));

        assertThat(Wait.failure(hasty.add("key", () -> {})))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT))
                .hasMessageContaining("50 ms");
    }

    @Test
    void eachIsAnsweredInItsTurn() {
        CompletableFuture<String> first = requests.add("key", () -> {});
        CompletableFuture<String> second = requests.add("key", () -> {});

        requests.completeFirst("key", "one", Optional.empty());
        requests.completeFirst("key", "two", Optional.empty());

        assertThat(Wait.answer(first)).isEqualTo("one");
        assertThat(Wait.answer(second)).isEqualTo("two");
    }

    @Test
    void allAreAnsweredAtOnce() {
        CompletableFuture<String> first = requests.add("key", () -> {});
        CompletableFuture<String> second = requests.add("key", () -> {});

        requests.completeAll("key", "one");

        assertThat(Wait.answer(first)).isEqualTo(Wait.answer(second));
    }

    @Test
    void whatCannotBeStartedIsThrownAndDoesNotWait() {
        assertThatThrownBy(() -> requests.add("key", () -> {
                    throw TorrentException.invalid("no");
                }))
                .hasMessage("no");
        CompletableFuture<String> next = requests.add("key", () -> {});

        requests.completeFirst("key", "mine", Optional.empty());

        assertThat(Wait.answer(next)).isEqualTo("mine");
    }

    @Test
    void aStageAnswersWithItsValueOrItsFailure() {
        TorrentException failure = new TorrentException(ErrorCode.CONFLICT, "taken");

        assertThat(Wait.answer(requests.follow("a", () -> CompletableFuture.completedFuture("value"))))
                .isEqualTo("value");
        assertThat(Wait.failure(requests.follow("b", () -> CompletableFuture.failedFuture(failure))))
                .isSameAs(failure);
        assertThat(Wait.failure(requests.follow(
                        "c", () -> CompletableFuture.failedFuture(new IllegalStateException("broken")))))
                .hasMessageContaining("broken")
                .isInstanceOf(TorrentException.class);
    }
}
