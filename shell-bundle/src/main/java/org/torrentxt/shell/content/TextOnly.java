package org.torrentxt.shell.content;

import java.io.IOException;
import java.io.OutputStream;
import org.torrentxt.api.TorrentException;

/** A terminal, which gets text, and no control characters that it would obey. Nothing of a part with one is written. */
final class TextOnly extends OutputStream {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;
    private static final int LEAD = 0xc2; // in UTF-8, of the second set of control characters

    private final OutputStream terminal;
    private int previous;

    TextOnly(OutputStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            int next = bytes[i] & 0xff;
            if (isControl(next)) {
                throw TorrentException.invalid("the file is not plain text; write it to a file with --out");
            }
            previous = next;
        }
        terminal.write(bytes, offset, length);
    }

    private boolean isControl(int next) {
        boolean isBlank = next == '\n' || next == '\r' || next == '\t';
        return next < FIRST_PRINTABLE && !isBlank
                || next == DELETE
                || previous == LEAD && next > DELETE && next <= LAST_CONTROL;
    }

    @Override
    public void flush() throws IOException {
        terminal.flush();
    }
}
