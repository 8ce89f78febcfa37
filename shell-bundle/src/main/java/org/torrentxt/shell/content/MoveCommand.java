package org.torrentxt.shell.content;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.action.WaitingAction;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.Torrents;

/** Moves the files of torrents to another folder. */
@Service
@Command(
        scope = "torrent",
        name = "move",
        description = "Moves the files of torrents to another folder."
                + " Example: torrent:move --path /data/done --wait 3 5-9")
public final class MoveCommand extends WaitingAction {
    @Option(
            name = "--path",
            description = "Folder to move the files to, on any file system; created if missing",
            required = true)
    @Completion(FileCompleter.class)
    private String savePath;

    private Path folder;

    @Override
    protected void prepare() {
        super.prepare();
        folder = path(savePath);
    }

    @Override
    protected CompletionStage<?> begin(Torrent torrent) {
        return torrent.moveStorage(folder);
    }

    @Override
    protected String doing() {
        return "Moving";
    }

    @Override
    protected String done() {
        return "Moved";
    }

    @Override
    protected Optional<Progress> progress(Torrent torrent, Duration since) {
        return torrent.status().map(status -> progress(torrent, status, since));
    }

    private Progress progress(Torrent torrent, TorrentStatus status, Duration since) {
        MovedBytes bytes = torrent.moveProgress()
                .map(copied -> new MovedBytes(copied.bytesDone(), copied.bytesTotal()))
                .orElseGet(() -> MovedBytes.of(torrent.files(), status.savePath(), folder));
        return Progress.ofBytes(Torrents.label(status), "moving", bytes.moved(), bytes.total(), since);
    }
}
