package org.torrentxt.benchmarks.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tracker on 127.0.0.1 that knows one seeder, and names it to all once it has announced itself as complete. */
final class OnePeerTracker implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("(?:^|&)port=(\\d+)");
    private static final Pattern COMPLETE = Pattern.compile("(?:^|&)left=0(?:&|$)");
    private static final int OK = 200;
    private static final int BYTE = 8;

    private final HttpServer server;
    private volatile int expected;
    private volatile boolean complete;

    private OnePeerTracker(HttpServer server) {
        this.server = server;
    }

    static OnePeerTracker start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OnePeerTracker tracker = new OnePeerTracker(server);
        server.createContext("/announce", tracker::answer);
        server.start();
        return tracker;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/announce";
    }

    /** From now on the seeder is that which listens on this port. */
    void expect(int port) {
        complete = false;
        expected = port;
    }

    /** Whether the seeder has announced itself as complete. */
    boolean hasSeeder() {
        return complete;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            Matcher port = PORT.matcher(query);
            boolean seeder = port.find() && Integer.parseInt(port.group(1)) == expected;
            if (seeder && COMPLETE.matcher(query).find()) {
                complete = true;
            }
            // a seeder that is named to itself connects to itself
            byte[] body = peers(complete && !seeder ? expected : 0);
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The answer that names a port of 127.0.0.1, or none. */
    static byte[] peers(int port) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("d8:intervali1800e5:peers" + (port == 0 ? "0:" : "6:")).getBytes(StandardCharsets.US_ASCII));
        if (port != 0) {
            body.writeBytes(new byte[] {127, 0, 0, 1, (byte) (port >> BYTE), (byte) port});
        }
        body.write('e');
        return body.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
