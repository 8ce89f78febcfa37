package org.torrentxt.shell.store;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.shell.support.Folders;

/** Follows a release, so that the torrent of each newer version is added automatically. */
@Service
@Command(
        scope = "dht",
        name = "follow",
        description = "Follows a release: adds the torrents of its newest and of all later versions, until"
                + " dht:unfollow."
                + " Example: dht:follow --path /data --replace 'magnet:?xs=urn:btpk:...'")
public final class FollowCommand extends StoreAction {
    @Argument(
            index = 0,
            name = "magnet",
            description = "Link printed by dht:release (in single quotes): magnet:?xs=urn:btpk:...",
            required = true)
    private String magnet;

    @Option(name = "--path", description = "Folder to save the files in (default: the session's save path)")
    @Completion(FileCompleter.class)
    private String savePath;

    @Option(name = "--replace", description = "Replace the torrent of an older version and reuse its files")
    private boolean replace;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Override
    void run(DhtStore store) {
        FollowRelease link = FollowRelease.magnet(magnet);
        FollowRelease request = savePath == null ? link : link.savePath(folder());
        DhtFollowedRelease release = store.releases().follow(replace ? request.replacing() : request);
        if (json) {
            output().json(FollowedView.document(release));
        } else {
            output().line("Following: %s; see dht:followed", release.request().link());
        }
    }

    // errors cannot be shown any more when the torrent of a version is added
    private Path folder() {
        Path folder = path(savePath);
        if (!Folders.isWritable(folder)) {
            throw TorrentException.invalid("cannot write to --path '" + folder
                    + "'; choose a folder that the user running Karaf can write to or create");
        }
        return folder;
    }
}
