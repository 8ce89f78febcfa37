package org.torrentxt.impl.create;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.torrentxt.api.TorrentException;

/**
 * Reads files of the content at any position and keeps the last one open, as consecutive reads are mostly of the same
 * file.
 */
final class FileCursor implements AutoCloseable {
    // no new set for each file
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);

    private ContentFile file;
    private FileChannel channel;

    /**
     * Fills the buffer up to its limit.
     *
     * @throws TorrentException naming the file that cannot be read or has become shorter
     */
    void read(ContentFile wanted, long offset, ByteBuffer buffer) {
        try {
            open(wanted);
            long position = offset;
            while (buffer.hasRemaining()) {
                int count = channel.read(buffer, position);
                if (count < 0) {
                    throw ContentErrors.changed(wanted.path());
                }
                position += count;
            }
        } catch (IOException e) {
            throw ContentErrors.unreadable(wanted.path(), e);
        }
    }

    private void open(ContentFile wanted) throws IOException {
        if (channel == null || file != wanted) {
            close();
            channel = FileChannel.open(wanted.path(), READ);
            file = wanted;
        }
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw ContentErrors.unreadable(file.path(), e);
        } finally {
            channel = null;
        }
    }
}
