package org.torrentxt.impl.url;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Objects;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentException;

/** The bytes of a file; its failures name the URL. */
final class TorrentInput extends InputStream {
    private final TorrentUrlConnection connection;
    private final InputStream content;

    TorrentInput(TorrentUrlConnection connection, TorrentChannel channel) {
        this.connection = connection;
        this.content = Channels.newInputStream(channel);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        try {
            return content.read(to, offset, length);
        } catch (IOException e) {
            if (e.getCause() instanceof TorrentException cause) {
                throw connection.logged(
                        cause.code() == ErrorCode.TIMEOUT ? connection.timedOut() : connection.failed(cause));
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
