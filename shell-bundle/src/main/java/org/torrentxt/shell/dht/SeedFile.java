package org.torrentxt.shell.dht;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;

/** Files with the seed of a key pair, as written by {@code dht:keys --export}. */
public final class SeedFile {
    private static final int MAX_LENGTH = 1024;

    private SeedFile() {}

    /**
     * Reads the key pair from a seed file.
     *
     * @throws TorrentException INVALID_ARGUMENT if it contains anything else; the message does not repeat it
     * @throws IOException if it cannot be read
     */
    public static DhtKeyPair read(Path file) throws IOException {
        if (Files.size(file) > MAX_LENGTH) {
            throw TorrentException.invalid("not a seed file: '" + file + "'; expected 64 hexadecimal digits");
        }
        return DhtKeyPair.fromSeed(Files.readString(file).strip());
    }
}
