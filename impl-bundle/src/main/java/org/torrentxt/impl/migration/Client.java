package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.torrentxt.api.transfer.TorrentClient;
import org.torrentxt.api.transfer.TransferRequest;

/** Reads the state of a client. */
public interface Client {
    /**
     * The torrents in the folder, usable or not, in the order of the client's queue as far as that is known. Each is read
     * when it is reached.
     *
     * @throws IOException if it cannot be read, or is no folder of that client
     */
    Stream<FoundTorrent> list() throws IOException;

    /** What somebody should know of the whole, in one line each. */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * A reader of the state that a request names.
     *
     * @param client whose it is
     * @param request has the folder, which is not changed, and the folders of the content
     */
    static Client of(TorrentClient client, TransferRequest request) {
        Path folder = request.source();
        SavePaths places = new SavePaths(request.contentFolder(), request.replacedPaths());
        return switch (client) {
            case QBITTORRENT -> new QBittorrent(folder, places);
            case TRANSMISSION -> new Transmission(new SourceFolder(folder), places);
            case LIBTORRENT -> new ResumeFiles(new SourceFolder(folder), places);
        };
    }
}
