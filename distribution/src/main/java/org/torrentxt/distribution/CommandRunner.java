package org.torrentxt.distribution;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.ShellUtil;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes console commands from standard input, one per line, writes the number of failed ones to {@link #STATUS_FILE}
 * and stops Karaf. Without commands it executes the self-test. Does nothing unless the system property {@link #ENABLED}
 * is true. If {@link #CONSOLE} is true, it opens Karaf's console instead.
 */
@Component(
        immediate = true,
        service = {})
public final class CommandRunner {
    /** The system property that enables the runner. */
    static final String ENABLED = "torrentxt.run.stdin";

    /** The system property that has it open a console. */
    static final String CONSOLE = "torrentxt.run.console";

    /** The name of the file in Karaf's data folder with the number of failed commands. */
    static final String STATUS_FILE = "torrentxt.run.status";

    /** The initial content of that file. */
    static final String UNFINISHED = "unfinished";

    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);
    private static final String DEFAULT_COMMAND = "torrent:selftest";
    private static final List<String> LOCAL_ROLES = List.of("admin", "manager", "viewer", "systembundles");
    private static final String CONSOLE_CLASS = "org.apache.karaf.shell.impl.console.osgi.LocalConsoleManager";
    private static final Pattern SCOPED_COMMAND = Pattern.compile("\\s*([\\w-]+):([\\w-]+).*");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final BundleContext context;
    private final SessionFactory sessions;
    // Those of the process: System.in and System.out belong to the session that executes the command.
    private final InputStream in = new FileInputStream(FileDescriptor.in);
    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);

    /**
     * Starts the runner.
     *
     * @param context of this bundle
     * @param sessions creates the session that executes the commands
     * @param finished available once the boot features are installed
     */
    @Activate
    public CommandRunner(BundleContext context, @Reference SessionFactory sessions, @Reference BootFinished finished) {
        this.context = context;
        this.sessions = sessions;
        if (Boolean.getBoolean(ENABLED)) {
            new Thread(this::run, "torrentxt-commands").start();
        } else if (Boolean.getBoolean(CONSOLE)) {
            new Thread(this::openConsole, "torrentxt-console").start();
        }
    }

    /**
     * Opens Karaf's own console, which Karaf would open before there are commands of ours: they are installed by a
     * feature, and its option {@code karaf.delay.console} waits only for what is started without features.
     */
    private void openConsole() {
        try {
            awaitCommand(DEFAULT_COMMAND);
            Bundle shell = FrameworkUtil.getBundle(SessionFactory.class);
            Class<?> console = shell.loadClass(CONSOLE_CLASS);
            Object opened = console.getConstructor(BundleContext.class, SessionFactory.class)
                    .newInstance(shell.getBundleContext(), sessions);
            console.getMethod("start").invoke(opened);
        } catch (ReflectiveOperationException | InterruptedException e) {
            LOG.error("Could not open the console", e);
            stopKaraf();
        }
    }

    private void run() {
        Path status = Path.of(System.getProperty("karaf.data"), STATUS_FILE);
        try {
            Files.writeString(status, UNFINISHED);
            int failures = Subject.doAs(localUser(), (PrivilegedAction<Integer>) this::executeAll);
            Files.writeString(status, Integer.toString(failures));
        } catch (IOException e) {
            LOG.error("Could not write the status of the commands", e);
        } finally {
            stopKaraf();
        }
    }

    private int executeAll() {
        int failures = 0;
        try (Session session = sessions.create(InputStream.nullInputStream(), out, out)) {
            var lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
            boolean any = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    any = true;
                    failures += execute(session, line.strip()) ? 0 : 1;
                }
            }
            if (!any) {
                failures += execute(session, DEFAULT_COMMAND) ? 0 : 1;
            }
        } catch (IOException e) {
            LOG.error("Could not read standard input", e);
            failures++;
        }
        return failures;
    }

    /** Like the console: an exception of a command is printed, and the next command is executed. */
    private boolean execute(Session session, String line) {
        out.println("karaf> " + line);
        try {
            awaitCommand(line);
            Object result = session.execute(line);
            if (result != null) {
                out.println(result);
            }
            return true;
        } catch (Throwable e) {
            ShellUtil.logException(session, e);
            return false;
        }
    }

    /** Commands appear together with the services that they need, and Karaf does not report that. */
    private void awaitCommand(String line) throws InterruptedException {
        Matcher command = SCOPED_COMMAND.matcher(line);
        if (!command.matches()) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (sessions.getRegistry().getCommand(command.group(1), command.group(2)) == null
                && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
        }
    }

    private static Subject localUser() {
        var subject = new Subject();
        LOCAL_ROLES.forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        return subject;
    }

    private void stopKaraf() {
        try {
            context.getBundle(0).stop();
        } catch (BundleException e) {
            LOG.error("Could not stop Karaf", e);
        }
    }
}
