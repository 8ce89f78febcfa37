package org.torrentxt.web.rpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A request's body, up to a limit, and for some time: each that is read holds a thread. */
final class LimitedInput extends FilterInputStream {
    /** Thrown once more is read than the limit. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(long limit) {
            super("the request is too long; expected at most " + limit + " bytes (body.limit of org.torrentxt.web)");
        }
    }

    /** Thrown once something is read later than that. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;

        TooSlow(Duration patience) {
            super("the request took too long; expected all of it within " + patience.toSeconds() + " s");
        }
    }

    private final long limit;
    private final Duration patience;
    private final long begin = System.nanoTime();
    private long left;

    LimitedInput(InputStream in, long limit, Duration patience) {
        super(in);
        this.limit = limit;
        this.left = limit;
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new TooLong(limit);
        } else if (read > 0 && System.nanoTime() - begin > patience.toNanos()) {
            throw new TooSlow(patience);
        }
    }
}
