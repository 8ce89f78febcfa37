package org.torrentxt.impl.stream;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The content of a pad file (BEP 47).
 *
 * @param size its bytes
 */
public record Zeros(long size) implements ChannelContent {
    private static final byte[] SOME = new byte[8192];

    @Override
    public int read(ByteBuffer to, long position, BooleanSupplier isOpen) {
        if (position >= size) {
            return -1;
        }
        int count = (int) Math.min(Math.min(SOME.length, to.remaining()), size - position);
        to.put(SOME, 0, count);
        return count;
    }

    @Override
    public CompletableFuture<Void> whenReadable(long position, BooleanSupplier isOpen) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // nothing waits
    }
}
