package org.torrentxt.impl.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to trackers and web seeds on behalf of the engine: a small HTTP server on loopback addresses, whose
 * URLs are given to the engine. Java then handles TLS, redirects and the checks of addresses. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    // not 127.0.0.1, which may be in block lists or used by peers
    private static final String IPV4 = "127.84.88.84";
    private static final int MAX_CONNECTIONS = 512;
    private static final int BACKLOG = 256;

    private final String session;
    private final Problems problems;
    private final Routes routes = new Routes();
    private final List<ServerSocket> servers = new ArrayList<>();
    private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
    private final Set<EngineConnection> open = ConcurrentHashMap.newKeySet();
    private volatile Connector connector;
    private volatile boolean closed;

    private Gateway(String session, GatewayRules rules, Problems problems) {
        this.session = session;
        this.problems = problems;
        this.connector = new Connector(rules);
    }

    /**
     * Opens a gateway.
     *
     * @param session the name of the session, for thread names
     * @param rules the initial rules
     * @param problems notified of problems
     * @throws IOException if it cannot listen on any loopback address
     */
    public static Gateway open(String session, GatewayRules rules, Problems problems) throws IOException {
        Gateway gateway = new Gateway(session, rules, problems);
        IOException failure = null;
        for (String address : List.of(IPV4, "127.0.0.1", "::1")) {
            boolean ipv6 = address.indexOf(':') >= 0;
            if (gateway.server(ipv6).isPresent()) {
                continue;
            }
            try {
                gateway.listen(InetAddress.getByName(address));
            } catch (IOException e) {
                failure = e; // a host without IPv6, or with a single loopback address
            }
        }
        if (gateway.servers.isEmpty()) {
            throw failure;
        }
        return gateway;
    }

    private void listen(InetAddress address) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(address, 0), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        servers.add(server);
        start("torrentxt-" + session + "-gateway", () -> accept(server));
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private Optional<ServerSocket> server(boolean ipv6) {
        return servers.stream()
                .filter(server -> server.getInetAddress().getAddress().length == (ipv6 ? 16 : 4))
                .findFirst();
    }

    /** The addresses that it listens on, which no filter may block. */
    public List<InetAddress> addresses() {
        return servers.stream().map(ServerSocket::getInetAddress).toList();
    }

    /** The address in its URLs; see {@link #tracker}. */
    public InetAddress address(boolean ipv6) {
        return server(ipv6).orElse(servers.get(0)).getInetAddress();
    }

    /** True for an address that it listens on. */
    public boolean isAt(InetSocketAddress address) {
        return servers.stream().map(ServerSocket::getLocalSocketAddress).anyMatch(address::equals);
    }

    /**
     * Changes the rules for new connections; if the network mode or a proxy has changed, open connections are closed.
     */
    public void setRules(GatewayRules rules) {
        boolean same = rules.asksAs(connector.rules());
        connector = new Connector(rules);
        if (!same) {
            closeConnections();
        }
    }

    /**
     * The URL given to the engine for a tracker.
     *
     * @param torrent the torrent's id
     * @param url http or https
     * @param ipv6 true if the engine listens on IPv6 addresses only
     */
    public String tracker(int torrent, String url, boolean ipv6) {
        return routes.add(new Route.Key(torrent, Route.Kind.TRACKER, url), authority(ipv6));
    }

    /** The URL given to the engine for a web seed; see {@link #tracker}. */
    public String webSeed(int torrent, String url) {
        return routes.add(new Route.Key(torrent, Route.Kind.WEB_SEED, url), authority(false));
    }

    private String authority(boolean ipv6) {
        ServerSocket server = server(ipv6).orElse(servers.get(0));
        String host = server.getInetAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[::1]" : host) + ":" + server.getLocalPort();
    }

    /** A text or URL of the engine, with the original URLs. */
    public String restore(String text) {
        return routes.restore(text);
    }

    /** Drops the trackers and web seeds of a removed torrent. */
    public void forget(int torrent) {
        routes.forget(torrent);
    }

    private void accept(ServerSocket server) {
        while (!closed) {
            try {
                Socket socket = server.accept();
                free.acquire();
                begin(socket);
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                if (!closed) {
                    LOG.debug("Session {}: a connection to its gateway failed", session, e);
                }
            }
        }
    }

    private void begin(Socket socket) throws IOException {
        try {
            start("torrentxt-" + session + "-gateway-request", () -> serve(socket));
        } catch (OutOfMemoryError e) {
            free.release();
            socket.close();
            LOG.warn(
                    "Session {}: cannot start a thread for a request to a tracker or web seed; it is tried again",
                    session,
                    e);
        }
    }

    private void serve(Socket socket) {
        try (socket;
                EngineConnection engine = new EngineConnection(socket)) {
            open.add(engine);
            try {
                serve(engine);
            } finally {
                open.remove(engine);
            }
        } catch (IOException e) {
            LOG.debug(
                    "Session {}: a request ended prematurely",
                    session,
                    e); // the engine or the server closed the connection
        } finally {
            free.release();
        }
    }

    private void serve(EngineConnection engine) throws IOException {
        Connector current = connector;
        try (WebSeedRequest webSeeds = new WebSeedRequest(current, problems, engine.from())) {
            boolean again = !closed;
            while (again) {
                Optional<HttpHead> request = engine.next();
                again = request.isPresent() && answer(request.get(), engine, current, webSeeds);
            }
        }
    }

    private boolean answer(HttpHead request, EngineConnection engine, Connector current, WebSeedRequest webSeeds)
            throws IOException {
        Optional<Routes.Hit> hit = routes.find(request.second());
        if (hit.isEmpty() || !request.line().startsWith("GET ")) {
            engine.answer("404 Not Found", new byte[0]);
            return false;
        }
        engine.trust();
        Route route = hit.get().route();
        String rest = hit.get().rest();
        if (route.kind() == Route.Kind.WEB_SEED) {
            return webSeeds.answer(route, rest, request, engine);
        }
        String query = rest.startsWith("?") ? rest.substring(1) : rest;
        engine.answer("200 OK", new TrackerRequest(current).answer(route, query, request, engine.from()));
        return false; // the engine requests to close
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        closed = true;
        for (ServerSocket server : servers) {
            try {
                server.close();
            } catch (IOException e) {
                LOG.debug("Session {}: could not close the gateway", session, e);
            }
        }
        closeConnections();
    }

    private void closeConnections() {
        for (EngineConnection connection : open) {
            try {
                connection.close();
            } catch (IOException e) {
                LOG.debug("Session {}: could not close a connection to the gateway", session, e);
            }
        }
    }
}
