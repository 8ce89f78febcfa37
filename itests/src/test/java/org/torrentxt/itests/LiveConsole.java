package org.torrentxt.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.api.console.Terminal;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** A session of Karaf's console in a terminal of 80 columns, as by SSH: what is typed, and what arrives at its screen. */
final class LiveConsole implements AutoCloseable {
    /** Begins a view that has all of the screen. */
    static final String WHOLE_SCREEN = "\u001b[?1049h";
    /** Ends it. */
    static final String FORMER_SCREEN = "\u001b[?1049l";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream(); // its methods are synchronized
    private final LineDisciplineTerminal terminal;
    private final Session session;

    LiveConsole(SessionFactory sessions) throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
        terminal.setSize(new Size(80, 24));
        PrintStream out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        session = sessions.create(terminal.input(), out, out, asKaraf(), "UTF-8", () -> {});
    }

    // Karaf's own class for this is not exported.
    private Terminal asKaraf() {
        return (Terminal) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Terminal.class, org.jline.terminal.Terminal.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getDeclaringClass() == Terminal.class
                                ? org.jline.terminal.Terminal.class
                                        .getMethod(method.getName(), method.getParameterTypes())
                                        .invoke(terminal, arguments)
                                : method.invoke(terminal, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Runs a command; fails as it does. */
    CompletableFuture<Void> enter(String command) {
        return CompletableFuture.runAsync(() -> {
            Subject user = new Subject();
            List.of("viewer", "admin").forEach(role -> user.getPrincipals().add(new RolePrincipal(role)));
            try {
                Subject.doAs(user, (PrivilegedExceptionAction<Object>) () -> session.execute(command));
            } catch (Exception e) {
                throw new IllegalStateException(e.getCause());
            }
        });
    }

    /** Types into the terminal. */
    void type(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    /** All that has arrived at the screen. */
    String received() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        session.close();
        terminal.close();
    }
}
