package org.torrentxt.shell.transfer;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.transfer.TransferRequest;

/** Adds the torrents of a backup. */
@Service
@Command(
        scope = "torrent",
        name = "restore",
        description = "Adds the torrents of a backup as they were, except those that the session has."
                + " Example: torrent:restore --path /mnt/old=/mnt/new --dry-run /backup/torrents.zip")
public final class RestoreCommand extends TransferAction {
    @Option(
            name = "--settings",
            description = "Also restore the session: replace its IP filter, set what was set at run time, and pause it"
                    + " if it was paused")
    private boolean settings;

    @Argument(index = 0, name = "file", description = "Backup written by torrent:backup", required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Override
    protected TransferRequest request() {
        TransferRequest request = TransferRequest.ofBackup(path(file));
        return settings ? request.withSettings() : request;
    }
}
