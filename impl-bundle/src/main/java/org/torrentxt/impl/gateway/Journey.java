package org.torrentxt.impl.gateway;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.torrentxt.impl.gateway.ServerConnection.Response;

/**
 * Sends requests to servers, and follows redirects: each hop is checked like the first one. Keeps the last connection
 * for the next request. Used by one thread.
 */
final class Journey implements Closeable {
    /** Rejects a hop; for checks in addition to the network mode. */
    interface Check {
        void require(HttpUrl url, InetAddress address, boolean cameFromGlobal) throws IOException;
    }

    /**
     * The final hop.
     *
     * @param url of the last hop
     * @param response the response of that server
     */
    record End(HttpUrl url, Response response) {}

    private static final int MAX_REDIRECTS = 5;

    private final Connector connector;
    private final Way way;
    private final Check check;
    private ServerConnection connection;

    /**
     * Creates an instance.
     *
     * @param way how servers are reached
     */
    Journey(Connector connector, Way way, Check check) {
        this.connector = connector;
        this.way = way;
        this.check = check;
    }

    End ask(HttpUrl start, Map<String, String> headers) throws IOException {
        HttpUrl url = start;
        boolean fromGlobal = false;
        for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
            List<InetAddress> addresses = connector.resolve(url.host(), way);
            for (InetAddress address : addresses) {
                check.require(url, address, fromGlobal);
            }
            // a name that the proxy looks up may be that of a server anywhere
            fromGlobal |= addresses.isEmpty() || addresses.stream().anyMatch(Connector::isGlobal);
            Response response = get(url, addresses, headers);
            if (!response.isRedirect()) {
                return new End(url, response);
            }
            connection.skip(response);
            url = url.resolve(response.head().header("location").orElseThrow());
        }
        throw new RefusedException("more than " + MAX_REDIRECTS + " redirects; the last one was to " + url);
    }

    private Response get(HttpUrl url, List<InetAddress> addresses, Map<String, String> headers) throws IOException {
        boolean reused = connection != null && connection.isReusableFor(url);
        if (!reused) {
            close();
            connection = connector.connect(url, addresses, way);
        }
        try {
            return connection.get(url, headers);
        } catch (IOException e) {
            close();
            if (!reused) {
                throw e;
            }
            return get(url, addresses, headers); // the server had closed it meanwhile
        }
    }

    /** Reads the rest of a discarded response. */
    void skip(Response response) {
        if (connection != null) {
            connection.skip(response);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
