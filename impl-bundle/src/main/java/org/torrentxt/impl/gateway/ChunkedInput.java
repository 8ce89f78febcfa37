package org.torrentxt.impl.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The content of a chunked body. Closing it leaves the connection open. */
final class ChunkedInput extends InputStream {
    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("connection closed within a chunk");
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            line();
        }
        first = false;
        try {
            left = Long.parseUnsignedLong(line().replaceFirst(";.*", "").strip(), 16);
        } catch (NumberFormatException e) {
            throw new RefusedException("malformed chunk", e);
        }
        if (left < 0) {
            throw new RefusedException("chunk too long");
        }
        ended = left == 0;
        while (ended && !line().isEmpty()) {
            // trailers are ignored
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > 1_000) {
                throw new EOFException("connection closed between chunks");
            } else if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
