package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;

/** The clients whose state can be read. */
public enum Client {
    /** qBittorrent: its folder {@code BT_backup}. */
    QBITTORRENT {
        @Override
        List<FoundTorrent> list(SourceFolder folder, Optional<Path> savePath) throws IOException {
            return new QBittorrent(folder, savePath).list();
        }
    },
    /** Transmission: its configuration folder, with {@code torrents} and {@code resume} in it. */
    TRANSMISSION {
        @Override
        List<FoundTorrent> list(SourceFolder folder, Optional<Path> savePath) throws IOException {
            return new Transmission(folder, savePath).list();
        }
    },
    /** libtorrent: any folder with resume files, .torrent files, or state files of this project. */
    LIBTORRENT {
        @Override
        List<FoundTorrent> list(SourceFolder folder, Optional<Path> savePath) throws IOException {
            return new ResumeFiles(folder, savePath).list();
        }
    };

    /**
     * The client with a name.
     *
     * @throws TorrentException INVALID_ARGUMENT if there is none
     */
    public static Client of(String name) {
        return Arrays.stream(values())
                .filter(client -> client.toString().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid("no such client: '" + name + "'; expected "
                        + Arrays.stream(values()).map(Client::toString).collect(Collectors.joining(", "))));
    }

    /**
     * Lists the torrents in a folder of this client, usable or not, by name.
     *
     * @param folder is not changed; the client should not run
     * @param savePath the folder of the content of all torrents; empty for those that the client used
     * @throws IOException if it cannot be read, or is no folder of that client
     */
    public List<FoundTorrent> list(Path folder, Optional<Path> savePath) throws IOException {
        return list(new SourceFolder(folder), savePath);
    }

    abstract List<FoundTorrent> list(SourceFolder folder, Optional<Path> savePath) throws IOException;

    /** The name, as typed in commands. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
