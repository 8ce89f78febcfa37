package org.torrentxt.itests.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The bundle by which a test enters commands into another Karaf: executes each line of the standard input, and prints
 * its output between {@link #BEGIN} and {@link #END}. Karaf's own console would lose what is typed while a command runs.
 */
public final class StandardInput implements BundleActivator {
    /** The line before the output of a command. */
    public static final String BEGIN = "output of command";
    /** The line after it. */
    public static final String END = "end of command";

    private static final List<String> ROLES = List.of("admin", "manager", "viewer", "systembundles");

    private static final long POLL_MILLIS = 20;

    // those of the process
    private final InputStream in = new FileInputStream(FileDescriptor.in);
    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public void start(BundleContext context) {
        Thread thread = new Thread(() -> executeAll(context), "standard-input");
        thread.setDaemon(true);
        thread.start();
    }

    /** Leaves what comes next to the bundle that is started after it: Karaf refreshes some at its start. */
    @Override
    public void stop(BundleContext context) {
        stopped.countDown();
    }

    private void executeAll(BundleContext context) {
        try {
            while (!stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (in.available() > 0) {
                    String output = execute(context, readLine());
                    out.println(BEGIN + "\n" + output + "\n" + END);
                }
            }
        } catch (IOException e) {
            out.println(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // not a reader, which would take more than a line
    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(UTF_8);
    }

    private static String execute(BundleContext context, String line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            execute(context, line, output);
            return output.toString(UTF_8);
        } catch (PrivilegedActionException e) {
            return output.toString(UTF_8) + e.getException();
        } catch (RuntimeException | Error e) { // such as that the bundle has been stopped
            return output.toString(UTF_8) + e;
        }
    }

    private static void execute(BundleContext context, String line, OutputStream output)
            throws PrivilegedActionException {
        ServiceReference<SessionFactory> factory = context.getServiceReference(SessionFactory.class);
        if (factory == null) {
            throw new IllegalStateException("there is no console yet");
        }
        try (PrintStream to = new PrintStream(output, true, UTF_8);
                Session session = context.getService(factory).create(InputStream.nullInputStream(), to, to)) {
            Subject user = new Subject();
            ROLES.forEach(role -> user.getPrincipals().add(new RolePrincipal(role)));
            Subject.doAs(user, (PrivilegedExceptionAction<Object>) () -> session.execute(line));
        } finally {
            context.ungetService(factory);
        }
    }
}
