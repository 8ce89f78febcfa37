package org.torrentxt.web.rpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body, up to a limit. */
final class LimitedInput extends FilterInputStream {
    /** Thrown once more is read than the limit. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(long limit) {
            super("the request is too long; expected at most " + limit + " bytes (body.limit of org.torrentxt.web)");
        }
    }

    private final long limit;
    private long left;

    LimitedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
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
        }
    }
}
