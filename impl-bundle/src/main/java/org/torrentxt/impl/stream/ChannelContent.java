package org.torrentxt.impl.stream;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** What a channel reads. Closed by any thread, while another reads. */
public interface ChannelContent extends Closeable {
    /** How many bytes there are. */
    long size();

    /**
     * Reads at least one byte where there is room for it.
     *
     * @param position 0 or more
     * @param isOpen false ends it with an exception
     * @return how many bytes; -1 at the end
     */
    int read(ByteBuffer to, long position, BooleanSupplier isOpen) throws IOException;

    /**
     * Waits until a read there may end without waiting.
     *
     * @param position 0 or more
     * @param isOpen false ends it
     * @return never ends exceptionally
     */
    CompletableFuture<Void> whenReadable(long position, BooleanSupplier isOpen);

    /** Ends a read that waits, which asks its {@code isOpen} then. */
    @Override
    void close() throws IOException;
}
