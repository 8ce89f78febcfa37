package org.torrentxt.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients of Server-Sent Events on 127.0.0.1, all read by one thread, which throws away what it reads. */
final class EventClients implements AutoCloseable {
    private static final String REQUEST = "GET /torrentxt/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    private static final int BUFFER = 1 << 18;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Thread thread = new Thread(this::read, "event-clients");
    private volatile long bytes;

    EventClients(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channels.add(channel);
            channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        }
        thread.start();
    }

    /** How many bytes they have got, all together. */
    long bytes() {
        return bytes;
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try {
            while (selector.isOpen()) {
                selector.select(key -> {
                    try {
                        int count = ((SocketChannel) key.channel()).read(buffer.clear());
                        if (count < 0) {
                            throw new IllegalStateException("a client was disconnected");
                        }
                        bytes += count;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        } catch (ClosedSelectorException e) {
            // they are closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
