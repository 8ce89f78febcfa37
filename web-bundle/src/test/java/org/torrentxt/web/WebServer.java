package org.torrentxt.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.web.access.Access;
import org.torrentxt.web.site.Policies;
import org.torrentxt.web.site.Sessions;
import org.torrentxt.web.site.Web;
import org.torrentxt.web.site.WebOptions;

/**
 * The servlets in a Jetty on 127.0.0.1, as Pax Web runs them: two contexts, whose requests {@link Access} admits. Users
 * are {@code admin} and {@code viewer}; the password is the name.
 */
public final class WebServer implements AutoCloseable {
    private static final Map<String, Set<String>> USERS = Map.of("admin", Set.of("admin"), "viewer", Set.of("viewer"));

    private final List<Servlet> servlets = new ArrayList<>();
    private final List<SessionPolicies> policies = new CopyOnWriteArrayList<>();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler rpc = context("/transmission", this::admit);
    private final ServletContextHandler page = context("/torrentxt", this::admitToPage);
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicLong later = new AtomicLong();
    private final List<TorrentSession> running;
    private final Access access;
    private final Web web;

    /** A server for these sessions, not started yet. */
    public WebServer(Map<String, ?> configuration, TorrentSession... running) {
        WebOptions options = WebOptions.of(configuration);
        USERS.keySet().forEach(user -> passwords.put(user, user));
        this.running = new CopyOnWriteArrayList<>(running);
        Sessions sessions = new Sessions(options.session(), this.running);
        access = new Access(
                options.policy(),
                (user, password) -> {
                    logins.incrementAndGet();
                    return Optional.ofNullable(USERS.get(user)).filter(roles -> password.equals(passwords.get(user)));
                },
                () -> System.nanoTime() + later.get());
        web = new Web() {
            @Override
            public WebOptions options() {
                return options;
            }

            @Override
            public Sessions sessions() {
                return sessions;
            }

            @Override
            public Policies policies() {
                return new Policies(policies);
            }

            @Override
            public Access access() {
                return access;
            }
        };
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new ContextHandlerCollection(rpc, page));
    }

    /** What the servlets are constructed with. */
    public Web web() {
        return web;
    }

    /** Adds the policies of a session. */
    public void add(SessionPolicies added) {
        policies.add(added);
    }

    /** The sessions that run; others can be added, and these removed. */
    public List<TorrentSession> running() {
        return running;
    }

    /** Adds a servlet below {@code /transmission}. */
    public WebServer rpc(String pattern, Servlet servlet) {
        return add(rpc, pattern, servlet);
    }

    /** Adds a servlet below {@code /torrentxt}. */
    public WebServer page(String pattern, Servlet servlet) {
        return add(page, pattern, servlet);
    }

    private WebServer add(ServletContextHandler context, String pattern, Servlet servlet) {
        servlets.add(servlet);
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, pattern);
        return this;
    }

    private boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return access.admit(request, response);
    }

    private boolean admitToPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return access.admitToPage(request, response);
    }

    private static ServletContextHandler context(String path, Gate gateOfContext) {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        context.setContextPath(path);
        FilterHolder gate = new FilterHolder(gateOfContext);
        gate.setAsyncSupported(true);
        context.addFilter(gate, "/*", EnumSet.of(DispatcherType.REQUEST));
        return context;
    }

    /** Starts it. */
    public WebServer start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** How often a password was checked. */
    public int logins() {
        return logins.get();
    }

    /** Changes the password of a user. */
    public void setPassword(String user, String password) {
        passwords.put(user, password);
    }

    /** Has the time pass that logins, their cookies and failures are remembered. */
    public void pass(Duration time) {
        later.addAndGet(time.toNanos());
    }

    /** The port. */
    public int port() {
        return connector.getLocalPort();
    }

    /** The URI of a path, such as {@code /transmission/rpc}. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** The value of the header {@code Authorization} of a user. */
    public static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes());
    }

    @Override
    public void close() {
        try {
            server.stop();
            for (Servlet servlet : servlets) {
                if (servlet instanceof AutoCloseable open) {
                    open.close();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a whiteboard does before each request. */
    @FunctionalInterface
    private interface Gate extends Filter {
        boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException;

        @Override
        default void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (admits((HttpServletRequest) request, (HttpServletResponse) response)) {
                chain.doFilter(request, response);
            }
        }
    }
}
