package org.torrentxt.shell.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.action.Batch;
import org.torrentxt.shell.action.TorrentsAction;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/** Writes the .torrent file of a torrent, whatever its source was; or torrents with their progress, for other clients. */
@Service
@Command(
        scope = "torrent",
        name = "export",
        description = "Writes the .torrent file of a torrent, including one added by magnet link; or, with --state, the"
                + " .torrent and resume files of torrents, for other clients that use libtorrent."
                + " Example: torrent:export --out /backup/album.torrent 3")
public final class ExportCommand extends TorrentsAction {
    @Option(name = "--out", description = "File to write (default: ID.torrent in the current folder)")
    @Completion(FileCompleter.class)
    private String out;

    @Option(
            name = "--state",
            description = "Folder to write INFO-HASH.torrent and INFO-HASH.resume of the torrents to, which contain"
                    + " passkeys; created if it does not exist")
    @Completion(FileCompleter.class)
    private String state;

    @Option(name = "--force", description = "Overwrite files that exist")
    private boolean force;

    @Override
    protected void prepare() {
        if (out != null && state != null) {
            throw TorrentException.invalid("--out and --state are mutually exclusive; choose one");
        }
    }

    @Override
    protected void run(TorrentSession session, Selection selection) throws Exception {
        if (state == null) {
            exportFile(selection);
            return;
        }
        Path folder = path(state);
        Files.createDirectories(folder);
        untilInterrupted(() -> {
            StateExport export = new StateExport(folder, force);
            Batch batch = Batch.run(selection, torrent -> {});
            for (Torrent torrent : batch.done()) {
                export.write(torrent).ifPresent(reason -> batch.fail(torrent.id(), reason));
            }
            batch.report(output(), "Exported to " + folder);
        });
    }

    private void exportFile(Selection selection) throws IOException {
        selection.failures().values().stream().findFirst().ifPresent(failure -> {
            throw TorrentException.invalid(failure);
        });
        if (selection.torrents().size() != 1) {
            throw TorrentException.invalid("specify one torrent, or --state FOLDER for several");
        }
        Torrent torrent = selection.torrents().get(0);
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
