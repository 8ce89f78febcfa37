package org.torrentxt.shell.support;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.format.Visible;

/** Turns what went wrong into the one line that people get to read. */
public final class Failures {
    private Failures() {}

    /** What to throw out of a command: Karaf prints its message alone, and the command has failed. */
    public static CommandException toCommandException(Throwable failure) {
        String line = line(failure);
        return failure instanceof CommandException known && line.equals(known.getMessage())
                ? known
                : new CommandException(line, failure);
    }

    /** What went wrong, in one line that is {@linkplain Visible#line visible}. */
    public static String line(Throwable failure) {
        Throwable cause = unwrap(failure);
        return Visible.line(message(cause).strip().replaceAll("\\s*\\R\\s*", "; "));
    }

    /**
     * Throws all failures in one line, if there is one.
     *
     * @param failures why it failed, by what it failed for
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

    /** True for failures that their message explains; any other is a defect, and its trace belongs into the log. */
    public static boolean isExpected(Throwable failure) {
        Throwable cause = unwrap(failure);
        return cause instanceof TorrentException
                || cause instanceof CommandException
                || cause instanceof IllegalArgumentException
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof InterruptedException;
    }

    /** What to say where a service of ours is not there. */
    public static String missingService(Class<?> type) {
        return "the service " + type.getSimpleName() + " is missing; see whether the feature torrentxt is installed"
                + " (feature:list -i) and its bundles are active (bundle:list)";
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
        if (failure instanceof FileSystemException file) {
            return message(file);
        }
        if (failure instanceof InvalidPathException path) {
            return "not a path: '" + path.getInput() + "': " + path.getReason();
        }
        if (failure instanceof InterruptedException) {
            return "interrupted";
        }
        String text = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        if (!isExpected(failure)) {
            return "unexpected " + name + (text == null ? "" : ": " + text) + "; the log has the details (log:display)";
        }
        return text == null || text.isBlank() ? name : text;
    }

    private static String message(FileSystemException failure) {
        String file = "'" + failure.getFile() + "'";
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder: " + file;
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission for " + file;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "file " + file + " already exists" + (failure.getReason() == null ? "" : "; " + failure.getReason());
        }
        return file + ": " + (failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason());
    }
}
