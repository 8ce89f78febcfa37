package org.torrentxt.impl.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** A UDP tracker (BEP 15) on 127.0.0.1 that knows no peers. */
final class LocalUdpTracker implements AutoCloseable {
    private static final int CONNECT = 0;
    private static final int INTERVAL_SECONDS = 1_700;

    private final DatagramSocket socket;

    private LocalUdpTracker(DatagramSocket socket) {
        this.socket = socket;
    }

    static LocalUdpTracker start() {
        try {
            LocalUdpTracker tracker = new LocalUdpTracker(new DatagramSocket(0, InetAddress.getByName("127.0.0.1")));
            Thread thread = new Thread(tracker::serve, "udp-tracker");
            thread.setDaemon(true);
            thread.start();
            return tracker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    String url() {
        return "udp://127.0.0.1:" + port() + "/announce";
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
                socket.receive(packet);
                ByteBuffer request = ByteBuffer.wrap(packet.getData());
                request.getLong();
                int action = request.getInt();
                int transaction = request.getInt();
                ByteBuffer reply = ByteBuffer.allocate(action == CONNECT ? 16 : 20)
                        .putInt(action)
                        .putInt(transaction);
                if (action == CONNECT) {
                    reply.putLong(1);
                } else {
                    reply.putInt(INTERVAL_SECONDS).putInt(0).putInt(0);
                }
                socket.send(new DatagramPacket(reply.array(), reply.capacity(), packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // it is closed
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
