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
 * Asks trackers and web seeds in the engine's place: a small HTTP server at loopback addresses, whose URLs the engine is given.
 * TLS, redirects and the addresses of servers are Java's matter then. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    // not 127.0.0.1, which block lists name and peers may have
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
     * Opens one.
     *
     * @param session the name of the session, for its threads
     * @param rules what it may do at first
     * @param problems hears of what goes wrong
     * @throws IOException if no loopback address can be listened at
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
                failure = e; // a host without IPv6, or one that has a single loopback address
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

    /** The addresses that it listens at, which no filter must block. */
    public List<InetAddress> addresses() {
        return servers.stream().map(ServerSocket::getInetAddress).toList();
    }

    /** Changes what it may do from the next connection on; another network ends those that are open. */
    public void setRules(GatewayRules rules) {
        boolean otherNetwork = !rules.network().equals(connector.rules().network());
        connector = new Connector(rules);
        if (otherNetwork) {
            closeConnections();
        }
    }

    /**
     * The URL that the engine is given for a tracker.
     *
     * @param torrent the torrent's id
     * @param url http or https
     * @param ipv6 true if the engine listens at IPv6 addresses only
     */
    public String tracker(int torrent, String url, boolean ipv6) {
        return routes.add(new Route.Key(torrent, Route.Kind.TRACKER, url), authority(ipv6));
    }

    /** The URL that the engine is given for a web seed; see {@link #tracker}. */
    public String webSeed(int torrent, String url) {
        return routes.add(new Route.Key(torrent, Route.Kind.WEB_SEED, url), authority(false));
    }

    private String authority(boolean ipv6) {
        ServerSocket server = server(ipv6).orElse(servers.get(0));
        String host = server.getInetAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[::1]" : host) + ":" + server.getLocalPort();
    }

    /** A text of the engine's, or a URL, with URLs as people know them. */
    public String restore(String text) {
        return routes.restore(text);
    }

    /** Forgets the trackers and web seeds of a torrent that was removed. */
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
            LOG.warn("Session {}: no thread for a request to a tracker or web seed; it is tried again", session, e);
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
            LOG.debug("Session {}: a request ended early", session, e); // the engine or the server went away
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
        return false; // the engine asks to close
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        closed = true;
        for (ServerSocket server : servers) {
            try {
                server.close();
            } catch (IOException e) {
                LOG.debug("Session {}: its gateway did not close", session, e);
            }
        }
        closeConnections();
    }

    private void closeConnections() {
        for (EngineConnection connection : open) {
            try {
                connection.close();
            } catch (IOException e) {
                LOG.debug("Session {}: a connection to its gateway did not close", session, e);
            }
        }
    }
}
