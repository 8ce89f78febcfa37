package org.torrentxt.dht.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedSerialExecutorTest {
    private final KeyedSerialExecutor<String> serial = new KeyedSerialExecutor<>();
    private final List<String> begun = new ArrayList<>();

    @Test
    void whatConcernsTheSameThingHappensOneAfterTheOther() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletionStage<String> one = serial.take("a", () -> step("one", first));
        CompletionStage<String> two = serial.take("a", () -> step("two", CompletableFuture.completedFuture("2")));
        assertThat(begun).containsExactly("one");

        first.complete("1");

        assertThat(begun).containsExactly("one", "two");
        assertThat(one).isCompletedWithValue("1");
        assertThat(two).isCompletedWithValue("2");
    }

    @Test
    void otherThingsDoNotWait() {
        serial.take("a", () -> step("one", new CompletableFuture<>()));
        serial.take("b", () -> step("two", new CompletableFuture<>()));

        assertThat(begun).containsExactly("one", "two");
    }

    @Test
    void afterAFailureItGoesOn() {
        IllegalStateException failure = new IllegalStateException("expected");
        CompletionStage<String> one = serial.take("a", () -> {
            throw failure;
        });
        CompletionStage<String> two = serial.take("a", () -> step("two", CompletableFuture.completedFuture("2")));

        assertThat(one.handle((value, thrown) -> thrown)).isCompletedWithValue(failure);
        assertThat(two).isCompletedWithValue("2");
    }

    @Test
    void afterAnErrorItGoesOn() {
        AssertionError error = new AssertionError("expected");
        CompletionStage<String> one = serial.take("a", () -> {
            throw error;
        });
        CompletionStage<String> two = serial.take("a", () -> step("two", CompletableFuture.completedFuture("2")));

        assertThat(one.handle((value, thrown) -> thrown)).isCompletedWithValue(error);
        assertThat(two).isCompletedWithValue("2");
    }

    @Test
    void anyNumberOfStepsThatFailAtOnceEnd() {
        CompletableFuture<String> first = new CompletableFuture<>();
        serial.take("a", () -> first);
        List<CompletionStage<String>> many = many(() -> {
            throw new IllegalStateException("expected");
        });

        first.completeExceptionally(new IllegalStateException("expected"));

        assertThat(many).allSatisfy(stage -> assertThat(stage).isCompletedExceptionally());
        assertThat(serial.take("a", () -> step("last", CompletableFuture.completedFuture("1"))))
                .isCompletedWithValue("1");
    }

    @Test
    void anyNumberOfStepsThatSucceedAtOnceEnd() {
        CompletableFuture<String> first = new CompletableFuture<>();
        serial.take("a", () -> first);
        List<CompletionStage<String>> many = many(() -> CompletableFuture.completedFuture("1"));

        first.complete("1");

        assertThat(many).allSatisfy(stage -> assertThat(stage).isCompletedWithValue("1"));
    }

    private List<CompletionStage<String>> many(Supplier<CompletionStage<String>> step) {
        return IntStream.range(0, 10_000)
                .mapToObj(number -> serial.take("a", step))
                .toList();
    }

    private CompletionStage<String> step(String name, CompletionStage<String> end) {
        begun.add(name);
        return end;
    }
}
