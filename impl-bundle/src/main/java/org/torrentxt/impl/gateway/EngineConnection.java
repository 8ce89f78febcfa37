package org.torrentxt.impl.gateway;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A connection from the engine to the gateway. Used by one thread. */
final class EngineConnection implements Closeable {
    private static final int FIRST_REQUEST_MILLIS = 10_000;
    private static final int NEXT_REQUEST_MILLIS = 120_000;
    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    EngineConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(FIRST_REQUEST_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** The next request; empty once the engine has closed the connection. */
    Optional<HttpHead> next() throws IOException {
        return HttpHead.read(in);
    }

    /** Extends the timeout once the request has shown a valid token. */
    void trust() throws IOException {
        socket.setSoTimeout(NEXT_REQUEST_MILLIS);
    }

    /** The address that the engine connects from. */
    InetAddress from() {
        return socket.getInetAddress();
    }

    void answer(String status, byte[] body) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/plain");
        headers.put("Content-Length", Integer.toString(body.length));
        out.write(HttpHead.format("HTTP/1.1 " + status, headers));
        out.write(body);
    }

    /** Passes on a body while it arrives; one of unknown length in chunks. */
    void stream(String status, Map<String, String> headers, long length, InputStream body) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(length < 0 ? "Transfer-Encoding" : "Content-Length", length < 0 ? "chunked" : Long.toString(length));
        out.write(HttpHead.format("HTTP/1.1 " + status, all));
        byte[] buffer = new byte[BUFFER];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            if (length < 0 && count > 0) {
                out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(buffer, 0, count);
            if (length < 0 && count > 0) {
                out.write('\r');
                out.write('\n');
            }
        }
        if (length < 0) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * Makes the engine try again later: after any HTTP status it would treat the file as missing, and after a closed
     * connection it would reconnect at once.
     */
    void refuseForNow() throws IOException {
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
