package org.torrentxt.shell.action;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.BundleServices;
import org.torrentxt.shell.support.ConsoleUser;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.LateOptions;
import org.torrentxt.shell.support.Quoting;
import org.torrentxt.shell.support.Services;

/**
 * The common part of all commands: services are held while the command runs, and a failure ends it with one line and
 * without a stack trace.
 */
public abstract class ShellAction implements Action {
    /** A wait of a command. */
    @FunctionalInterface
    protected interface Waiting {
        /**
         * Waits.
         *
         * @throws InterruptedException on Ctrl-C
         */
        void run() throws Exception;
    }

    private static final int STANDARD_OUTPUT = 1;

    @Reference
    private BundleContext context;

    @Reference
    private Session console;

    private Services services;
    private Output output;

    /** Runs the command on the thread that Karaf gave it; Ctrl-C interrupts that thread. */
    protected abstract void run() throws Exception;

    @Override
    public final Object execute() throws CommandException {
        try (BundleServices held = new BundleServices(context)) {
            services = held;
            // Karaf binds this name to the running command: redirections and pipes are visible here, not in the
            // session's console.
            output = new Output(console, System.out, isRedirected());
            LateOptions.refuse(this);
            Quoting.refuseCutLink();
            ConsoleUser.during(() -> {
                run();
                return null;
            });
        } catch (Exception e) {
            if (!Failures.isExpected(e)) {
                LoggerFactory.getLogger(getClass()).error("Command failed", e);
            }
            throw Failures.toCommandException(e);
        } finally {
            output.flush();
        }
        return null;
    }

    private static boolean isRedirected() {
        Process process = Process.Utils.current();
        return process != null && !process.isTty(STANDARD_OUTPUT);
    }

    /** Waits for something. Ctrl-C stops waiting and is not a failure. */
    protected static void untilInterrupted(Waiting waiting) throws Exception {
        try {
            waiting.run();
        } catch (InterruptedException e) {
            // Karaf shows its prompt before anything can be printed here
            return;
        }
    }

    /** The bundle of the commands. */
    protected final BundleContext context() {
        return context;
    }

    /** The console session it runs in. */
    protected final Session console() {
        return console;
    }

    /** The available services. */
    protected final Services services() {
        return services;
    }

    /**
     * A service that the command requires.
     *
     * @throws TorrentException if it is missing; the message says what to do
     */
    protected final <T> T required(Class<T> type) {
        return services.find(type)
                .orElseThrow(() -> new TorrentException(ErrorCode.NO_SESSION, Failures.missingService(type)));
    }

    /** The destination of results and progress. */
    protected final Output output() {
        return output;
    }

    /**
     * A path as typed: {@code ~} is the home folder; relative paths are resolved against the console's current folder.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is empty
     */
    protected final Path path(String text) {
        if (text.isBlank()) {
            throw TorrentException.invalid("invalid path '" + text + "': empty; the current folder is .");
        }
        String home = System.getProperty("user.home");
        Path path = text.equals("~") || text.startsWith("~/") ? Path.of(home + text.substring(1)) : Path.of(text);
        return console.currentDir().resolve(path).normalize();
    }

    /** Writes a {@linkplain #newFile new file} and reports it. */
    protected final void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        output().line("Written: %s, %s", file, Units.size(content.length));
    }

    /**
     * A file to write, as typed for {@code --out}; checked before work that may take long.
     *
     * @param isForced true to overwrite it
     * @throws FileSystemException if it already exists and must not be overwritten, or cannot be written
     */
    protected final Path newFile(String text, boolean isForced) throws FileSystemException {
        Path file = path(text);
        if (Files.exists(file) && !isForced) {
            throw new FileAlreadyExistsException(
                    file.toString(), null, "choose another file with --out or overwrite it with --force");
        }
        return writable(file);
    }

    /**
     * A file to write that is never overwritten, as typed for {@code --out}.
     *
     * @throws FileSystemException if it already exists or cannot be written
     */
    protected final Path newFile(String text) throws FileSystemException {
        Path file = path(text);
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString(), null, "choose another file with --out");
        }
        return writable(file);
    }

    private static Path writable(Path file) throws FileSystemException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder; choose a file with --out");
        }
        Path folder = file.getParent();
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        Path target = Files.exists(file) ? file : folder;
        if (!Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        return file;
    }

    /**
     * The value of a {@code --timeout} option.
     *
     * @param text as typed
     * @throws TorrentException INVALID_ARGUMENT if it is not a time, or is 0
     */
    protected static Duration timeout(String text) {
        return Numbers.parseTime("--timeout", text, 1, Numbers.MAX_SECONDS);
    }
}
