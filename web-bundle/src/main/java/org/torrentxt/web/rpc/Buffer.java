package org.torrentxt.web.rpc;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what is written in the parts in which it was written: one array for all would be copied while it grows. */
final class Buffer extends OutputStream {
    private final List<byte[]> parts = new ArrayList<>();

    /** What is given, which must not be changed afterwards. */
    static Buffer of(byte[] content) {
        Buffer buffer = new Buffer();
        buffer.parts.add(content);
        return buffer;
    }

    @Override
    public void write(int octet) {
        parts.add(new byte[] {(byte) octet});
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        parts.add(Arrays.copyOfRange(source, offset, offset + length));
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] part : parts) {
            out.write(part);
        }
    }
}
