package org.torrentxt.shell.torrent;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.shell.action.TorrentListingAction;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.PeerFlags;
import org.torrentxt.shell.format.Units;

/** Lists the peers of a torrent. */
@Service
@Command(scope = "torrent", name = "peers", description = "Lists the peers of a torrent. Example: torrent:peers 3")
public final class PeersCommand extends TorrentListingAction<PeerInfo> {
    private static final Listing<PeerInfo> LISTING = new Listing<PeerInfo>("No peers; see torrent:connect")
            .text("Endpoint", PeerInfo::endpoint)
            .number("Has", peer -> Units.percent(peer.progress()))
            .number("Down", peer -> Units.rate(peer.downRate()))
            .number("Up", peer -> Units.rate(peer.upRate()))
            .number("Received", peer -> Units.size(peer.totalDown()))
            .number("Sent", peer -> Units.size(peer.totalUp()))
            .text("Client", PeerInfo::client)
            .text("Flags", peer -> PeerFlags.describe(peer.flags()))
            .hide("Sent", "Received", "Flags", "Up", "Has", "Down");

    @Override
    protected Listing<PeerInfo> listing() {
        return LISTING;
    }

    @Override
    protected List<PeerInfo> rows(Torrent torrent) {
        return torrent.peers();
    }
}
