package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what no alert tells of, and for stages; never forever. */
public final class Wait {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private Wait() {}

    /** Looks until what is seen is as wanted, and gives that: one look, so that all of it belongs together. */
    public static <T> T forValue(String what, Supplier<T> look, Predicate<T> condition) {
        AtomicReference<T> seen = new AtomicReference<>();
        until(what, () -> {
            seen.set(look.get());
            return condition.test(seen.get());
        });
        return seen.get();
    }

    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not in time: " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    public static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return fail("no answer", e);
        }
    }

    public static Throwable failure(CompletionStage<?> stage) {
        try {
            return fail("no failure but " + stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        } catch (TimeoutException e) {
            return fail("no answer", e);
        }
    }

    /** How a stage ends: its value, or its failure. */
    public static Object outcome(CompletionStage<?> stage) {
        return answer(stage.handle((value, failure) -> failure == null ? value : failure));
    }
}
