package org.torrentxt.impl.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * One of the two sides of a connection through the front: what it has sent, and what it is still to get. Never waits.
 */
final class Side {
    private static final int SIZE = 16 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(SIZE).limit(0);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean ended;
    private boolean shut;

    Side(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Reads what has come, as far as there is room for it. */
    void receive() throws IOException {
        if (ended || isFull()) {
            return;
        }
        in.compact();
        try {
            ended = channel.read(in) < 0;
        } finally {
            in.flip();
        }
    }

    private boolean isFull() {
        return in.remaining() == SIZE;
    }

    /** True once it sends no more, and all that it has sent is taken. */
    boolean isDone() {
        return ended && !in.hasRemaining();
    }

    boolean hasEnded() {
        return ended;
    }

    /** The first byte that has come and is not taken yet; negative if there is none. */
    int peek() {
        return in.hasRemaining() ? in.get(in.position()) & 0xff : -1;
    }

    /** Takes as many bytes; empty until there are so many. */
    Optional<byte[]> take(int count) {
        if (in.remaining() < count) {
            return Optional.empty();
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return Optional.of(bytes);
    }

    /** Sends bytes, as soon as it takes them. */
    void send(byte[] bytes) {
        if (bytes.length > 0) {
            out = ByteBuffer.allocate(out.remaining() + bytes.length)
                    .put(out)
                    .put(bytes)
                    .flip();
        }
    }

    /** Sends what there is, as far as it takes it; true once it has taken all. */
    boolean flush() throws IOException {
        if (out.hasRemaining()) {
            channel.write(out);
        }
        return !out.hasRemaining();
    }

    /** Sends what the other side has sent; and that there will be no more. */
    void pass(Side other) throws IOException {
        if (!flush()) {
            return;
        }
        if (other.in.hasRemaining()) {
            channel.write(other.in);
        }
        if (other.isDone() && !shut) {
            channel.shutdownOutput();
            shut = true;
        }
    }

    /** Says what it waits for; {@code other} is empty while nothing is passed on. */
    void await(Optional<Side> other) {
        boolean writes = out.hasRemaining()
                || other.filter(side -> side.in.hasRemaining()).isPresent();
        key.interestOps((!ended && !isFull() ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0));
    }
}
