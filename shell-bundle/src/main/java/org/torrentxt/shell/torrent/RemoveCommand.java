package org.torrentxt.shell.torrent;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.action.Batch;
import org.torrentxt.shell.action.CompletionWaiter;
import org.torrentxt.shell.action.TorrentsAction;
import org.torrentxt.shell.support.TorrentArguments.Selection;

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
        untilInterrupted(() -> remove(selection));
    }

    private void remove(Selection selection) throws InterruptedException, CommandException {
        CompletionWaiter ending = new CompletionWaiter();
        Batch batch = Batch.run(selection, torrent -> ending.add(torrent.id(), torrent.remove(deleteFiles)));
        ending.await(batch, () -> {}, Optional.empty());
        batch.report(output(), deleteFiles ? "Removed with files" : "Removed");
    }
}
