package org.torrentxt.shell.dht;

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

/** Follows a release, so that the torrent of each newer version is added by itself. */
@Service
@Command(
        scope = "dht",
        name = "follow",
        description = "Follows a release: adds the torrent of its newest version, and that of each newer one, until"
                + " dht:unfollow. Example: dht:follow --path /data --replace 'magnet:?xs=urn:btpk:...'")
public final class FollowCommand extends StoreAction {
    @Argument(
            index = 0,
            name = "magnet",
            description = "The link that dht:release printed (in single quotes): magnet:?xs=urn:btpk:...",
            required = true)
    private String magnet;

    @Option(name = "--path", description = "Folder for the files; the session's save path if not given")
    @Completion(FileCompleter.class)
    private String savePath;

    @Option(name = "--replace", description = "Remove an older version's torrent, and use its files for the newer one")
    private boolean replace;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Override
    void run(DhtStore store) {
        FollowRelease request = FollowRelease.magnet(magnet).savePath(savePath == null ? null : folder());
        DhtFollowedRelease release = store.releases().follow(replace ? request.replacing() : request);
        if (json) {
            output().json(FollowedView.document(release));
        } else {
            output().line("Following: %s; see dht:followed", release.request().link());
        }
    }

    // nobody is there to be told any more when the torrent of a version is added
    private Path folder() {
        Path folder = path(savePath);
        if (!Folders.isWritable(folder)) {
            throw TorrentException.invalid(
                    "--path '" + folder
                            + "' cannot be written to; name a folder that is there or can be made, by the user that runs Karaf");
        }
        return folder;
    }
}
