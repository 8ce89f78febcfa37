package org.torrentxt.shell.content;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.action.Batch;
import org.torrentxt.shell.action.CompletionWaiter;
import org.torrentxt.shell.action.TorrentAction;
import org.torrentxt.shell.complete.FileIndexCompleter;
import org.torrentxt.shell.support.Indexes;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/** Renames a file of a torrent on disk. */
@Service
@Command(
        scope = "torrent",
        name = "rename",
        description = "Renames a file of a torrent on disk. Example: torrent:rename 3 0 album/first.flac")
public final class RenameCommand extends TorrentAction {
    private static final Optional<Duration> PATIENCE = Optional.of(Duration.ofSeconds(60));

    @Argument(index = 1, name = "file", description = "File index, as shown by torrent:files", required = true)
    @Completion(FileIndexCompleter.class)
    private String file;

    @Argument(index = 2, name = "path", description = "New path, relative to the torrent's folder", required = true)
    private String newPath;

    @Override
    protected void run(Torrent torrent) throws Exception {
        int index = Indexes.ofFiles(torrent).one(file);
        CompletionWaiter ending = new CompletionWaiter();
        Batch batch = Batch.run(
                new Selection(List.of(torrent), Map.of()),
                renamed -> ending.add(renamed.id(), renamed.renameFile(index, newPath)));
        ending.await(batch, () -> {}, PATIENCE);
        batch.throwFailures();
        output().line("Renamed: file %d of torrent %d to %s", index, torrent.id(), newPath);
    }
}
