package org.torrentxt.benchmarks;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.DispatcherType;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.access.Access;
import org.torrentxt.web.site.Sessions;
import org.torrentxt.web.site.Web;
import org.torrentxt.web.site.WebOptions;

/** A Jetty on 127.0.0.1, as Pax Web has it, with servlets of the web side. */
final class WebServer implements AutoCloseable {
    /** What a client sends that is let in by {@link #gated}. */
    static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final Map<String, ServletContextHandler> contexts = new LinkedHashMap<>(); // by path
    private final int options;
    private final Optional<Access> gate;

    /** What the servlets ask for. */
    private record Parts(WebOptions options, Sessions sessions, Access access) implements Web {}

    private WebServer(int options, Optional<Access> gate) {
        this.options = options;
        this.gate = gate;
    }

    /**
     * What servlets ask for that serve one session.
     *
     * @param configured further values of the configuration
     */
    static Web web(EngineSession session, Map<String, Object> configured) {
        Map<String, Object> values = new LinkedHashMap<>(configured);
        values.put("session", session.name());
        WebOptions options = WebOptions.of(values);
        Access access = new Access(options.policy(), (user, password) -> Optional.of(Set.of("admin")));
        return new Parts(options, new Sessions(session.name(), List.of(session)), access);
    }

    /** One that lets everybody in. */
    static WebServer open() {
        return new WebServer(ServletContextHandler.NO_SESSIONS, Optional.empty());
    }

    /** One that checks user and password, as that of the web side. */
    static WebServer gated(Web web, boolean hasHttpSessions) {
        return new WebServer(
                hasHttpSessions ? ServletContextHandler.SESSIONS : ServletContextHandler.NO_SESSIONS,
                Optional.of(web.access()));
    }

    /**
     * Adds a servlet.
     *
     * @param path of its context
     * @param pattern of its requests, in that context
     */
    WebServer add(String path, String pattern, Servlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        contexts.computeIfAbsent(path, this::context).addServlet(holder, pattern);
        return this;
    }

    private ServletContextHandler context(String path) {
        ServletContextHandler context = new ServletContextHandler(options);
        context.setContextPath(path);
        gate.ifPresent(access -> {
            FilterHolder filter = new FilterHolder((request, response, chain) -> {
                if (access.admit((HttpServletRequest) request, (HttpServletResponse) response)) {
                    chain.doFilter(request, response);
                }
            });
            filter.setAsyncSupported(true);
            context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        });
        return context;
    }

    /** Starts it. */
    WebServer start() {
        ContextHandler[] all = contexts.values().toArray(ContextHandler[]::new);
        server.setHandler(all.length == 1 ? all[0] : new ContextHandlerCollection(all));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** Its address, without a path. */
    String address() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
