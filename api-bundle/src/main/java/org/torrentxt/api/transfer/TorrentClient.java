package org.torrentxt.api.transfer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Clients whose torrents can be added with their progress. */
public enum TorrentClient {
    /** qBittorrent 4 and 5: its folder {@code BT_backup}, or the folder with it; not its database {@code torrents.db}. */
    QBITTORRENT,
    /** Transmission 2 to 4: its configuration folder, with the folders {@code torrents} and {@code resume}. */
    TRANSMISSION,
    /**
     * Other clients that use libtorrent: a folder with {@code .resume} or {@code .fastresume} files, and .torrent files;
     * also those that TorrentXT exports, and its own state folder.
     */
    LIBTORRENT;

    private static final int MAX_SHOWN = 100;

    /**
     * The client with a name, such as {@code qbittorrent}; upper and lower case are the same.
     *
     * @param name not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if there is none
     */
    public static TorrentClient of(String name) {
        Objects.requireNonNull(name, "name");
        return Arrays.stream(values())
                .filter(client -> client.toString().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid("no such client: '"
                        + name.substring(0, Math.min(name.length(), MAX_SHOWN)) + "'; expected "
                        + Arrays.stream(values()).map(TorrentClient::toString).collect(Collectors.joining(", "))));
    }

    /** Its name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
