package org.torrentxt.dht.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private final List<CompletableFuture<Integer>> asked = new ArrayList<>();

    @Test
    void someAreAskedAtATimeAndAllAreAnsweredInOrder() {
        CompletionStage<List<Integer>> answers = ask(5);
        assertThat(asked).hasSize(2);

        asked.get(1).complete(11);
        assertThat(asked).hasSize(3);
        for (int i : new int[] {2, 0, 3, 4}) {
            asked.get(i).complete(10 + i);
        }

        assertThat(answers).isCompletedWithValue(List.of(10, 11, 12, 13, 14));
    }

    @Test
    void afterAFailureNothingMoreIsAsked() {
        CompletionStage<List<Integer>> answers = ask(5);

        asked.get(0).completeExceptionally(new IllegalStateException("expected"));
        asked.get(1).complete(11);

        assertThat(answers).isCompletedExceptionally();
        assertThat(asked).hasSize(2);
    }

    private CompletionStage<List<Integer>> ask(int count) {
        return Parallel.ask(IntStream.range(0, count).boxed().toList(), 2, question -> {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        });
    }
}
