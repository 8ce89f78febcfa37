package org.torrentxt.shell.support;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.TorrentException;
import org.torrentxt.failure.Reasons;
import org.torrentxt.shell.format.Visible;

/** Turns failures into the one-line messages that users see. */
public final class Failures {
    private Failures() {}

    /** The exception to throw from a command: Karaf prints only its message, and the command fails. */
    public static CommandException toCommandException(Throwable failure) {
        String line = line(failure);
        return failure instanceof CommandException known && line.equals(known.getMessage())
                ? known
                : new CommandException(line, failure);
    }

    /** The failure in one line that is {@linkplain Visible#line visible}. */
    public static String line(Throwable failure) {
        Throwable cause = unwrap(failure);
        return Visible.line(message(cause).strip().replaceAll("\\s*\\R\\s*", "; "));
    }

    /**
     * Throws all failures in one line, if there are any.
     *
     * @param failures reasons of the failures, by what failed
     */
    public static void throwAll(Map<String, String> failures) throws CommandException {
        if (failures.size() == 1) {
            throw new CommandException(failures.values().iterator().next());
        }
        if (!failures.isEmpty()) {
            throw new CommandException(failures.size() + " failed: "
                    + failures.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                            .collect(Collectors.joining("; ")));
        }
    }

    /** True for failures explained by their message; any other is a defect, and its stack trace belongs in the log. */
    public static boolean isExpected(Throwable failure) {
        Throwable cause = unwrap(failure);
        return cause instanceof TorrentException
                || cause instanceof CommandException
                || cause instanceof IllegalArgumentException
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof InterruptedException;
    }

    /** The message for a missing service of ours. */
    public static String missingService(Class<?> type) {
        return "service " + type.getSimpleName()
                + " is missing; check that the feature torrentxt is installed (feature:list -i) and its"
                + " bundles are active (bundle:list)";
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String message(Throwable failure) {
        if (failure instanceof InvalidPathException path) {
            return "invalid path '" + path.getInput() + "': " + path.getReason();
        }
        if (failure instanceof InterruptedException) {
            return "interrupted";
        }
        String reason = Reasons.withFile(failure);
        return isExpected(failure)
                ? reason
                : (reason.startsWith("internal error") ? "" : "internal error: ") + reason
                        + "; see the log for details (log:display)";
    }
}
