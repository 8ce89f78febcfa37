package org.torrentxt.shell.store;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.FollowedReleases;

/** Lists the releases that the store follows. */
@Service
@Command(
        scope = "dht",
        name = "followed",
        description = "Lists the releases that the store follows, with the newest version seen of each."
                + " Example: dht:followed --json")
public final class FollowedCommand extends StoreListingAction<DhtFollowedRelease> {
    private static final Listing<DhtFollowedRelease> LISTING = new Listing<DhtFollowedRelease>(
                    "No releases are followed; see dht:follow")
            .text("Public key", release -> release.request().link().publicKey())
            .text("Key", release -> FollowedReleases.key(release.request().link()))
            .number("Version", release -> Units.count(release.seq()))
            .text("Info-hash", release -> release.infoHash().map(InfoHash::hex).orElse(Units.UNKNOWN))
            .text("Replaces", release -> release.request().isReplacing() ? "yes" : "no")
            .text("Checked", release -> release.lastLooked().map(Units::time).orElse(Units.UNKNOWN))
            .text("Next check", release -> Units.time(release.nextLook()))
            .text("Error", release -> release.lastError().orElse(""))
            .hide("Replaces", "Next check", "Checked", "Info-hash", "Version", "Error");

    /** The command as Karaf makes it. */
    public FollowedCommand() {
        super(LISTING, FollowedView::document);
    }

    @Override
    List<DhtFollowedRelease> rows(DhtStore store) {
        return store.releases().followed();
    }
}
