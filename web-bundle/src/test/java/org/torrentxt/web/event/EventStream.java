package org.torrentxt.web.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.torrentxt.web.Leaving;
import org.torrentxt.web.WebServer;

/** A client of events, which reads one line after the other. */
final class EventStream implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final BufferedReader lines;
    private final String status;
    private String id = "";

    EventStream(int port, String query, String lastId) throws IOException {
        socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        String request = "GET /torrentxt/events" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                + WebServer.basic("viewer") + "\r\n"
                + (lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        status = lines.readLine();
    }

    String status() {
        return status;
    }

    /** The id that was last sent. */
    String id() {
        return id;
    }

    /** Reads to the next event with that name; its data. */
    String await(String event) throws IOException {
        awaitLine("event: " + event);
        return awaitLine("data: ").substring("data: ".length());
    }

    /** Reads to the next event, whatever it is; its name. */
    String next() throws IOException {
        return awaitLine("event: ").substring("event: ".length());
    }

    /** Reads to the next line that starts so. */
    String awaitLine(String start) throws IOException {
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the stream has ended before '" + start + "'");
            }
            if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            }
            if (line.startsWith(start)) {
                return line;
            }
        }
    }

    /** Reads to the end of the answer, its last chunk, which is empty, or of the connection. */
    void awaitEnd() throws IOException {
        String line = "";
        while (line != null && !line.equals("0")) {
            line = lines.readLine(); // the rest does not matter
        }
    }

    void leave(Leaving how) throws IOException {
        how.leave(socket);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
