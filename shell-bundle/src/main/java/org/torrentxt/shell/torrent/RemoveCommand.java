package org.torrentxt.shell.torrent;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.support.BatchAction;

/** Removes torrents from the session. */
@Service
@Command(
        scope = "torrent",
        name = "remove",
        description = "Removes torrents, and keeps their files unless told otherwise."
                + " Example: torrent:remove --delete-files 3")
public final class RemoveCommand extends BatchAction {
    @Option(name = "--delete-files", description = "Delete the downloaded files, too")
    private boolean deleteFiles;

    @Override
    protected void act(Torrent torrent) {
        torrent.remove(deleteFiles);
    }

    @Override
    protected String done() {
        return deleteFiles ? "Removed with their files" : "Removed";
    }
}
