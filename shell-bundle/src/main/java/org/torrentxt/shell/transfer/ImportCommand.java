package org.torrentxt.shell.transfer;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.transfer.TorrentClient;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.shell.complete.TorrentClientCompleter;

/** Adds the torrents of another client with their progress. */
@Service
@Command(
        scope = "torrent",
        name = "import",
        description = "Adds the torrents of another client with their progress, labels and limits; the client should"
                + " not run."
                + " Example: torrent:import --from qbittorrent --dry-run ~/.local/share/qBittorrent/BT_backup")
public final class ImportCommand extends TransferAction {
    @Option(
            name = "--from",
            description = "The client: qbittorrent, transmission, or libtorrent for folders with resume and .torrent"
                    + " files",
            required = true)
    @Completion(TorrentClientCompleter.class)
    private String from;

    @Argument(
            index = 0,
            name = "folder",
            description = "Folder of the client's state, which is not changed: BT_backup of qBittorrent, the"
                    + " configuration folder of Transmission",
            required = true)
    @Completion(FileCompleter.class)
    private String folder;

    @Override
    protected TransferRequest request() {
        return TransferRequest.ofClient(TorrentClient.of(from), path(folder));
    }
}
