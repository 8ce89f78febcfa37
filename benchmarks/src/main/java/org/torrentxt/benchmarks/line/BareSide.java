package org.torrentxt.benchmarks.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The least that a transfer consists of: TCP connections, one side of which writes, while the other reads. */
final class BareSide {
    private static final int PORT = 7_000;
    private static final int CHUNK = 1 << 16;

    private BareSide() {}

    /** Writes to whoever connects. */
    static AutoCloseable serve() throws IOException {
        ServerSocket server = new ServerSocket(PORT, 50, InetAddress.getByName(LineHost.NEAR));
        start(() -> {
            while (true) {
                Socket socket = server.accept();
                start(() -> write(socket));
            }
        });
        return server;
    }

    private static void write(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        for (byte[] chunk = new byte[CHUNK]; true; ) {
            out.write(chunk);
        }
    }

    /** Reads from so many connections; tells what they have received together. */
    static LongSupplier receive(int connections) {
        AtomicLong received = new AtomicLong();
        for (int i = 0; i < connections; i++) {
            start(() -> {
                InputStream in = new Socket(LineHost.NEAR, PORT).getInputStream();
                byte[] chunk = new byte[CHUNK];
                for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                    received.addAndGet(length);
                }
            });
        }
        return received::get;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return; // the other side has ended; who receives nothing is seen in the results
                    }
                },
                "bare");
        thread.setDaemon(true);
        thread.start();
    }
}
