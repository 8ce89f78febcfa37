package org.torrentxt.impl.gateway;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.impl.proxy.UpstreamProxy;

/** A connection to an HTTP server, for consecutive requests. Used by one thread. */
final class ServerConnection implements Closeable {
    private static final int MAX_INTERIM = 10;

    /**
     * A response of a server.
     *
     * @param head status and headers
     * @param length of the body in bytes; negative if unknown
     * @param body the content, without framing
     */
    record Response(HttpHead head, long length, InputStream body) {
        int status() {
            return Integer.parseInt(head.second());
        }

        /** The status with its reason: {@code 503 Service Unavailable}. */
        String statusLine() {
            return head.line().replaceFirst("\\S+ ", "").strip();
        }

        boolean isRedirect() {
            return switch (status()) {
                case 301, 302, 303, 307, 308 -> head.header("location").isPresent();
                default -> false;
            };
        }
    }

    private final HttpUrl server;
    private final Socket socket;
    private final Optional<UpstreamProxy> forwarder;
    private final InputStream in;
    private boolean reusable = true;

    /**
     * A connection.
     *
     * @param server the server that is asked
     * @param socket leads to that server, or to a forwarder
     * @param forwarder an HTTP proxy that is asked in the server's place
     */
    ServerConnection(HttpUrl server, Socket socket, Optional<UpstreamProxy> forwarder) throws IOException {
        this.server = server;
        this.socket = socket;
        this.forwarder = forwarder;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** True if another request can be sent, once the last body has been read to its end. */
    boolean isReusableFor(HttpUrl url) {
        return reusable && server.isSameServer(url) && !socket.isClosed();
    }

    /** Sends a GET request. */
    Response get(HttpUrl url, Map<String, String> headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", url.authority());
        all.putAll(headers);
        url.authorization().ifPresent(value -> all.put("Authorization", value));
        forwarder.flatMap(UpstreamProxy::authorization).ifPresent(value -> all.put("Proxy-Authorization", value));
        String target = forwarder.isPresent() ? "http://" + url.authority() + url.target() : url.target();
        socket.getOutputStream().write(HttpHead.format("GET " + target + " HTTP/1.1", all));
        HttpHead head = readHead();
        if (forwarder.isPresent() && head.second().equals("407")) {
            reusable = false;
            throw new RefusedException(forwarder.get() + ": authentication failed");
        }
        boolean closes = head.hasToken("connection", "close")
                || head.line().startsWith("HTTP/1.0") && !head.hasToken("connection", "keep-alive");
        boolean chunked = head.hasToken("transfer-encoding", "chunked");
        long length = length(head, chunked);
        reusable = !closes && (chunked || length >= 0);
        InputStream body = chunked ? new ChunkedInput(in) : length >= 0 ? new FixedInput(in, length) : in;
        return new Response(head, length, body);
    }

    private HttpHead readHead() throws IOException {
        for (int i = 0; i < MAX_INTERIM; i++) {
            Optional<HttpHead> head = HttpHead.read(in);
            if (head.isEmpty()) {
                reusable = false;
                throw new RefusedException("the server closed the connection without a response");
            }
            String status = head.get().second();
            if (!head.get().line().startsWith("HTTP/1.") || !status.matches("[1-9]\\d\\d")) {
                throw new RefusedException("invalid HTTP response from the server");
            }
            if (!status.startsWith("1")) {
                return head.get();
            }
        }
        throw new RefusedException("no final HTTP response from the server");
    }

    private static long length(HttpHead head, boolean chunked) throws IOException {
        String status = head.second();
        if (status.equals("204") || status.equals("304")) {
            return 0;
        }
        if (chunked || head.header("content-length").isEmpty()) {
            return -1;
        }
        try {
            long length = Long.parseLong(head.header("content-length").get());
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new RefusedException("malformed Content-Length");
    }

    /** Reads the rest of a short body, so that the connection can be reused, or closes it. */
    void skip(Response response) {
        try {
            reusable &= response.length() >= 0 && response.length() <= 64 * 1024;
            if (reusable) {
                response.body().readAllBytes();
            }
        } catch (IOException e) {
            reusable = false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            reusable = false; // useless either way
        }
    }
}
