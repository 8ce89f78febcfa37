package org.torrentxt.shell.selftest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.torrentxt.shell.action.Output;
import org.torrentxt.shell.format.Columns;
import org.torrentxt.shell.format.Screen;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Failures;

/** Runs steps one after the other, and prints the result and duration of each. */
final class Steps {
    /** The action of a step. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private static final int NAME_WIDTH = 44;

    private final Output output;
    private String firstFailure;

    /** Steps reported to the given output. */
    Steps(Output output) {
        this.output = output;
    }

    /**
     * Runs a step with a result for later steps.
     *
     * @throws Exception if it failed; the failure has already been printed
     */
    <T> T run(String step, Callable<T> action) throws Exception {
        long start = System.nanoTime();
        try {
            T result = action.call();
            succeed(step, Duration.ofNanos(System.nanoTime() - start));
            return result;
        } catch (Exception e) {
            fail(step + ": " + Failures.line(e));
            throw e;
        } finally {
            output.flush();
        }
    }

    /** Runs a step without a result. */
    void run(String step, Action action) throws Exception {
        run(step, () -> {
            action.run();
            return null;
        });
    }

    /**
     * Runs a cleanup step: if it fails, the failure is printed and counts for the whole test, and the next step still
     * runs.
     */
    void clean(String step, Action action) {
        try {
            run(step, action);
        } catch (Exception e) {
            failed(e);
        }
    }

    /** Records what ended the steps, unless a step has reported it. */
    void failed(Exception failure) {
        if (firstFailure == null) {
            fail(Failures.line(failure));
        }
    }

    private void succeed(String step, Duration time) {
        Screen screen = output.screen();
        int width = screen.width() <= 0 ? NAME_WIDTH : Math.max(1, Math.min(NAME_WIDTH, screen.room() - 15));
        String name = Columns.padRight(Columns.cut(step, width, screen.isUnicode()), width);
        output.line("ok    %s %s", name, Columns.padLeft(Units.elapsed(time), 8));
    }

    private void fail(String text) {
        output.wrapped("FAIL  ", text);
        firstFailure = firstFailure == null ? text : firstFailure;
    }

    /** The first failure; empty if there was none. */
    Optional<String> failure() {
        return Optional.ofNullable(firstFailure);
    }
}
