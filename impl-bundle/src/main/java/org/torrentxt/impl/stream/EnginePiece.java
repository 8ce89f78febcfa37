package org.torrentxt.impl.stream;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.TorrentException;

/** The piece that was last read by the engine, as it is not in the file. For one thread at a time. */
final class EnginePiece {
    private final PieceSource source;
    private final Runnable wake;
    private byte[] bytes = {};
    private int index = -1;
    private CompletableFuture<byte[]> answer; // null if none is requested
    private int requested;

    /**
     * None yet.
     *
     * @param wake called when the engine has answered
     */
    EnginePiece(PieceSource source, Runnable wake) {
        this.source = source;
        this.wake = wake;
    }

    /** True if it is that one. */
    boolean is(int piece) {
        return piece == index;
    }

    /** Puts its bytes from there on. */
    int put(ByteBuffer to, int from, long most) {
        int count = (int) Math.min(to.remaining(), most);
        to.put(bytes, from, count);
        return count;
    }

    /**
     * Has the engine read a piece, unless it does so already.
     *
     * @return false once it {@link #is} that one; true while that has not been answered
     * @throws TorrentException if it cannot be read; then the next call requests it again
     */
    boolean request(int piece) {
        if (answer == null || requested != piece) {
            answer = source.read(piece);
            requested = piece;
            answer.whenComplete((read, failure) -> wake.run());
        }
        if (!answer.isDone()) {
            return true;
        }
        try {
            bytes = answer.join();
            index = piece;
            return false;
        } catch (CompletionException e) {
            throw e.getCause() instanceof TorrentException failure ? failure : e;
        } finally {
            answer = null;
        }
    }

    /** Asks nobody whether the current request is answered. */
    BooleanSupplier answered() {
        return answer::isDone;
    }
}
