package org.torrentxt.shell.fake;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.DefaultActionPreparator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;

/**
 * A console with services given by the test, and without a terminal unless one is set. Command lines are parsed by
 * Karaf itself.
 */
public final class FakeConsole {
    private final FakeServices services;
    private final Path folder;
    private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();

    private PseudoTerminal terminal;
    private String typed;
    private String printed = "";

    /** A console in the current folder. */
    public FakeConsole(Object... services) {
        this(Path.of("").toAbsolutePath(), services);
    }

    /** A console in a folder. */
    public FakeConsole(Path folder, Object... services) {
        this.services = new FakeServices(services);
        this.folder = folder;
    }

    /** Makes commands run in a terminal from now on. */
    public FakeConsole in(PseudoTerminal pseudoTerminal) {
        this.terminal = pseudoTerminal;
        return this;
    }

    /** Sets the answer to prompts of commands; without one, prompting fails. */
    public FakeConsole typed(String line) {
        this.typed = line;
        return this;
    }

    /**
     * Runs a command.
     *
     * @return its output, without the last line break
     */
    public String run(Action command, String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Session session = proxy(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "currentDir" -> folder;
            case "getTerminal" -> terminal == null ? null : terminal.terminal();
            case "getConsole" -> System.out;
            case "readLine" -> {
                if (typed == null) {
                    throw new UnsupportedOperationException("readLine");
                }
                yield typed;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
        inject(command, session);
        inject(command, context());
        new DefaultActionPreparator().prepare(command, session, List.of((Object[]) words));
        PrintStream before = System.out;
        System.setOut(terminal == null ? new PrintStream(out, true, StandardCharsets.UTF_8) : terminal.output());
        try {
            command.execute();
        } finally {
            System.setOut(before);
            printed = terminal == null ? out.toString(StandardCharsets.UTF_8).stripTrailing() : terminal.received();
        }
        return printed;
    }

    /** The output of the last command, even if it failed. */
    public String printed() {
        return printed;
    }

    /** Notifies all current subscribers. */
    public void alert(Alert alert) {
        listeners.forEach(listener -> listener.onAlert(alert));
    }

    private static void inject(Action command, Object value) throws IllegalAccessException {
        for (Class<?> type = command.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Reference.class)
                        && field.getType().isInstance(value)) {
                    field.setAccessible(true);
                    field.set(command, value);
                }
            }
        }
    }

    private BundleContext context() {
        return proxy(BundleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getServiceReferences" ->
                services.all((Class<?>) arguments[0]).stream()
                        .map(FakeConsole::reference)
                        .toList();
            case "getService" -> ((ServiceReference<?>) arguments[0]).getProperty("");
            case "ungetService" -> true;
            case "getBundle" -> proxy(Bundle.class, (bundle, called, none) -> 0L);
            case "getBundles" -> new Bundle[0];
            case "registerService" -> register((AlertListener) arguments[1]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static ServiceReference<?> reference(Object service) {
        return proxy(ServiceReference.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getProperty" -> service;
            case "compareTo" -> 0;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private ServiceRegistration<?> register(AlertListener listener) {
        listeners.add(listener);
        return proxy(ServiceRegistration.class, (proxy, method, arguments) -> {
            listeners.remove(listener); // unregistered: nothing else is done with it
            return null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
