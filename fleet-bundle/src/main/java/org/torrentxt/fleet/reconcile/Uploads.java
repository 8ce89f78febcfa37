package org.torrentxt.fleet.reconcile;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.fleet.statement.Statement;

/**
 * To how many others a node uploads what it does not have all of itself: to one at a time while only its site fetches it.
 * That one has each piece at once and uploads it on, where several would each have a part of the line, and get the same
 * pieces. Nodes of other sites have lines of other kinds, and are not to wait for each other. Not thread-safe.
 */
final class Uploads {
    private static final int ONE = 1;

    private final Map<String, String> labels;
    private final Gateways gateways;
    private final Set<Integer> seen = new HashSet<>(); // torrents, as the next
    private final Set<Integer> limited = new HashSet<>();

    Uploads(Map<String, String> labels, Gateways gateways) {
        this.labels = labels;
        this.gateways = gateways;
    }

    /** Prepares the request for what is to be fetched. */
    void limit(AddTorrent.Builder request, Statement statement, List<FleetNode> nodes) {
        if (gateways.isOneSite(statement, labels, nodes)) {
            request.maxUploads(ONE);
        }
    }

    /** Sets the limit of a torrent that is not complete; leaves one that somebody has set. */
    void look(Torrent torrent, Statement statement, List<FleetNode> nodes) {
        boolean isLimited = isLimited(torrent);
        boolean isOneSite = gateways.isOneSite(statement, labels, nodes);
        if (isLimited && !isOneSite) {
            lift(torrent);
        } else if (!isLimited && isOneSite && torrent.maxUploads() == AddTorrent.UNLIMITED) {
            torrent.setMaxUploads(ONE);
            limited.add(torrent.id());
        }
    }

    /** Ends the limit of a torrent that is complete. */
    void complete(Torrent torrent) {
        if (isLimited(torrent)) {
            lift(torrent);
        }
    }

    /** True if a torrent has no limit that would have to be lifted. */
    boolean isFree(int torrent) {
        return seen.contains(torrent) && !limited.contains(torrent);
    }

    // That of a process before is taken for one of the fleet.
    private boolean isLimited(Torrent torrent) {
        if (seen.add(torrent.id()) && torrent.maxUploads() == ONE) {
            limited.add(torrent.id());
        }
        return limited.contains(torrent.id());
    }

    private void lift(Torrent torrent) {
        if (torrent.maxUploads() == ONE) {
            torrent.setMaxUploads(AddTorrent.UNLIMITED);
        }
        limited.remove(torrent.id());
    }

    /** Forgets all others. */
    void retain(Collection<Integer> torrents) {
        seen.retainAll(torrents);
        limited.retainAll(torrents);
    }
}
