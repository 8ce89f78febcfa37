package org.torrentxt.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.osgi.service.component.annotations.Component;
import org.torrentxt.api.Torrent;

/** Reads the beginning of a file, whose pieces are downloaded before others. */
@Component(service = FirstBytes.class)
public final class FirstBytes {
    public byte[] read(Torrent torrent, int file, int count) throws IOException {
        try (InputStream in = Channels.newInputStream(torrent.open(file))) {
            return in.readNBytes(count); // waits for missing pieces
        }
    }
}
