package org.torrentxt.shell.selftest;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Failures;

/** Runs one step after the other, and prints of each how it went and how long it took. */
final class Steps {
    /** What is done in a step. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private final PrintStream out;
    private String firstFailure;

    /** Steps that are told on the given stream. */
    Steps(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs a step whose result the next ones need.
     *
     * @throws Exception if it failed, which has been printed then
     */
    <T> T run(String step, Callable<T> action) throws Exception {
        long start = System.nanoTime();
        try {
            T result = action.call();
            out.printf("ok    %-44s %8s%n", step, Units.elapsed(Duration.ofNanos(System.nanoTime() - start)));
            return result;
        } catch (Exception e) {
            String failure = step + ": " + Failures.line(e);
            out.println("FAIL  " + failure);
            firstFailure = firstFailure == null ? failure : firstFailure;
            throw e;
        } finally {
            out.flush();
        }
    }

    /** Runs a step that gives nothing. */
    void run(String step, Action action) throws Exception {
        run(step, () -> {
            action.run();
            return null;
        });
    }

    /** Runs a step of the cleaning up: if it fails, that has been printed, and the next one runs all the same. */
    void clean(String step, Action action) {
        try {
            run(step, action);
        } catch (InterruptedException e) {
            // who interrupts the cleaning up gets less of it, and the rest quickly
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // told, and counted as a failure of the whole
            out.flush();
        }
    }

    /** The first step that failed, and why. */
    Optional<String> failure() {
        return Optional.ofNullable(firstFailure);
    }
}
