package org.torrentxt.shell.publish;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The content of a file in a zip file, which ends with a failure unless it is what the list of files says. */
final class KarEntry extends FilterInputStream {
    private final ZipEntry entry;
    private final CRC32 sum = new CRC32();
    private long size;

    KarEntry(InputStream in, ZipEntry entry) {
        super(in);
        this.entry = entry;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        if (count > 0) {
            sum.update(bytes, from, count);
            size += count;
        }
        if (size > entry.getSize()) {
            throw new ZipException("it is longer than its list of files says");
        } else if (count < 0 && (size < entry.getSize() || sum.getValue() != entry.getCrc())) {
            throw new ZipException("it is damaged");
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }
}
