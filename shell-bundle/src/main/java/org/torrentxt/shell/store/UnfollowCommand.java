package org.torrentxt.shell.store;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.complete.FollowedReleaseCompleter;
import org.torrentxt.shell.support.FollowedReleases;

/** Stops following a release. */
@Service
@Command(
        scope = "dht",
        name = "unfollow",
        description =
                "Stops following a release; its torrents and their files are kept." + " Example: dht:unfollow nightly")
public final class UnfollowCommand extends StoreAction {
    @Argument(
            index = 0,
            name = "release",
            description = "Magnet link (in single quotes), key or public key of the release",
            required = true)
    @Completion(FollowedReleaseCompleter.class)
    private String release;

    @Override
    void run(DhtStore store) {
        DhtReleaseLink link = FollowedReleases.find(store.releases().followed(), release);
        store.releases().cancel(link);
        output().line("Unfollowed: %s", link);
    }
}
