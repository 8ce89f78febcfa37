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
            fail(step + ": " + Failures.line(e));
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

    /**
     * Runs a step of the cleaning up: if it fails, that has been printed and counts as a failure of the whole, and the
     * next one runs all the same.
     */
    void clean(String step, Action action) {
        try {
            run(step, action);
        } catch (Exception e) {
            failed(e);
        }
    }

    /** Takes note of what ended the steps, if no step has told it. */
    void failed(Exception failure) {
        if (firstFailure == null) {
            fail(Failures.line(failure));
        }
    }

    private void fail(String text) {
        out.println("FAIL  " + text);
        firstFailure = firstFailure == null ? text : firstFailure;
    }

    /** The first failure; empty if there was none. */
    Optional<String> failure() {
        return Optional.ofNullable(firstFailure);
    }
}
