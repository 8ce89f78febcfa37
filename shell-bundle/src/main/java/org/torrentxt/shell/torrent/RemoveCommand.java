package org.torrentxt.shell.torrent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.support.Batch;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.TorrentArguments.Selection;
import org.torrentxt.shell.support.TorrentsAction;

/** Removes torrents from the session. */
@Service
@Command(
        scope = "torrent",
        name = "remove",
        description = "Removes torrents; keeps their files unless --delete-files is given."
                + " Example: torrent:remove --delete-files 3")
public final class RemoveCommand extends TorrentsAction {
    @Option(name = "--delete-files", description = "Also delete the downloaded files, and wait until they are gone")
    private boolean deleteFiles;

    @Override
    protected void run(TorrentSession session, Selection selection) throws Exception {
        if (deleteFiles) {
            untilInterrupted(() -> removeWithFiles(selection));
        } else {
            Batch.run(selection, torrent -> torrent.remove(false)).report(output(), "Removed");
        }
    }

    private void removeWithFiles(Selection selection) throws InterruptedException, CommandException {
        Map<Integer, CompletionStage<Void>> deletions = new LinkedHashMap<>();
        Batch batch = Batch.run(selection, torrent -> deletions.put(torrent.id(), torrent.removeWithFiles()));
        for (Map.Entry<Integer, CompletionStage<Void>> deletion : deletions.entrySet()) {
            try {
                deletion.getValue().toCompletableFuture().get();
            } catch (ExecutionException e) {
                batch.fail(deletion.getKey(), Failures.line(e));
            }
        }
        batch.report(output(), "Removed with files");
    }
}
