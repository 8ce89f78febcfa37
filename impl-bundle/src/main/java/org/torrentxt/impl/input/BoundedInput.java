package org.torrentxt.impl.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.torrentxt.api.TorrentException;

/** A stream that throws an exception beyond a limit: uncompressed data can be a thousand times as long as the file. */
public final class BoundedInput extends FilterInputStream {
    private final String tooLong;
    private long left;

    private BoundedInput(InputStream in, long limit, String tooLong) {
        super(in);
        this.left = limit;
        this.tooLong = tooLong;
    }

    /**
     * The content of a stream, uncompressed if it is gzip or a zip archive, of which the first file is read.
     *
     * @param in must support marks
     * @param limit the maximum number of bytes
     * @param tooLong the message if it is longer
     */
    public static InputStream plain(InputStream in, long limit, String tooLong) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        if (magic == 0x1f8b) {
            return new BoundedInput(new GZIPInputStream(in), limit, tooLong);
        }
        if (magic == ('P' << 8 | 'K')) {
            ZipInputStream archive = new ZipInputStream(in);
            archive.getNextEntry(); // without one, it reads as empty
            return new BoundedInput(archive, limit, tooLong);
        }
        return new BoundedInput(in, limit, tooLong);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw TorrentException.invalid(tooLong);
        }
    }

    @Override
    public boolean markSupported() {
        return false; // what is read again would be counted again
    }
}
