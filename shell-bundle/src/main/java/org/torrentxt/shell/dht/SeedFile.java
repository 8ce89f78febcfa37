package org.torrentxt.shell.dht;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;

/** Files with the seed of a key pair, as {@code dht:keys --export} writes them. */
final class SeedFile {
    private static final int MAX_LENGTH = 1024;

    private SeedFile() {}

    /**
     * The key pair of a file's seed.
     *
     * @throws TorrentException INVALID_ARGUMENT if it holds anything else, which is not repeated
     * @throws IOException if it cannot be read
     */
    static DhtKeyPair read(Path file) throws IOException {
        if (Files.size(file) > MAX_LENGTH) {
            throw TorrentException.invalid("'" + file + "' holds no seed, which has 64 hexadecimal digits");
        }
        return DhtKeyPair.fromSeed(Files.readString(file).strip());
    }
}
