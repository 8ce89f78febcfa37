package org.torrentxt.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An address on 127.0.0.1 behind which there is one server, then another one, or none: for clients a server that goes
 * away and comes back.
 */
public final class Front implements AutoCloseable {
    private static final int CUT = 0;

    private final ServerSocket door;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile int target = CUT;
    private volatile boolean isSilent;

    /** An address with nothing behind it. */
    public Front() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(() -> {
            while (!door.isClosed()) {
                take(door.accept());
            }
        });
    }

    private interface Task {
        void run() throws IOException;
    }

    // One that ends with its connections.
    private static void run(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // closed by one of the two, or by the test
                        return;
                    }
                },
                "test-front");
        thread.setDaemon(true);
        thread.start();
    }

    /** Puts a server behind it. */
    public void lead(WebServer server) {
        target = server.port();
    }

    /** Ends all connections, and those that are made. */
    public void cut() {
        target = CUT;
        open.forEach(Front::close);
    }

    /** Keeps all connections, but nothing passes any more; or again. */
    public void setSilent(boolean isSilent) {
        this.isSilent = isSilent;
    }

    /** The URI of a path. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + path);
    }

    private void take(Socket client) throws IOException {
        open.add(client);
        int port = target;
        if (port == CUT) {
            close(client);
            return;
        }
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            close(client);
            return;
        }
        open.add(server);
        run(() -> pass(client, server));
        run(() -> pass(server, client));
        if (target == CUT) {
            cut();
        }
    }

    private void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (isSilent) {
                    Wait.until("it passes again", () -> !isSilent || from.isClosed());
                }
                out.write(buffer, 0, read);
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(door);
        cut();
    }
}
