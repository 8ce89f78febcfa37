package org.torrentxt.shell.content;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.action.TorrentAction;

/** Writes the .torrent file of a torrent, whatever its source was. */
@Service
@Command(
        scope = "torrent",
        name = "export",
        description = "Writes the .torrent file of a torrent, including one added by magnet link."
                + " Example: torrent:export --out /backup/album.torrent 3")
public final class ExportCommand extends TorrentAction {
    @Option(name = "--out", description = "File to write (default: ID.torrent in the current folder)")
    @Completion(FileCompleter.class)
    private String out;

    @Option(name = "--force", description = "Overwrite the file if it exists")
    private boolean force;

    @Override
    protected void run(Torrent torrent) throws IOException {
        Path file = newFile(out != null ? out : torrent.id() + ".torrent", force);
        byte[] content = torrent.torrentFile().orElseThrow(() -> unknown(torrent));
        write(file, content);
    }

    private static TorrentException unknown(Torrent torrent) {
        String missing = statusOf(torrent).hasMetadata() ? "all piece layers of its v2 part" : "its metadata";
        return TorrentException.invalid("torrent " + torrent.id() + " has no .torrent file yet: peers have not sent "
                + missing + "; see torrent:peers " + torrent.id());
    }
}
