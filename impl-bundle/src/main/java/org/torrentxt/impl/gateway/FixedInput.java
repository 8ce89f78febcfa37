package org.torrentxt.impl.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The content of a body with a known length. Closing it leaves the connection open. */
final class FixedInput extends InputStream {
    private final InputStream in;
    private long left;

    FixedInput(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("connection closed within the content");
        }
        left -= count;
        return count;
    }
}
