package org.torrentxt.fleet.statement;

import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.DeployTorrent;

/** What is stated next about a deployment that begins with some of its nodes. */
public final class Stages {
    private Stages() {}

    /**
     * A deployment in place of the current one, and what it can return to: the last version that was for all its nodes. The
     * same torrent again, such as for more nodes, can return to what it could before.
     *
     * @param current empty for none
     */
    static DeployTorrent replacing(Optional<DeployTorrent> current, DeployTorrent request) {
        Optional<DeployTorrent> before =
                current.flatMap(some -> some.infoHashes().equals(request.infoHashes()) || some.first() > 0
                        ? some.before()
                        : Optional.of(some.toBuilder().before(Optional.empty()).build()));
        return request.toBuilder().before(before).build();
    }

    /**
     * The same for all its nodes.
     *
     * @throws TorrentException if it is already
     */
    public static Optional<DeployTorrent> continued(DeployTorrent current) {
        if (current.first() == 0) {
            throw TorrentException.invalid(
                    "deployment '" + current.name() + "' is for all its nodes already; nothing to continue");
        }
        return Optional.of(current.toBuilder().first(0).build());
    }

    /**
     * The version before; empty if a first one ends.
     *
     * @throws TorrentException if it is for all its nodes, and there is none
     */
    public static Optional<DeployTorrent> rolledBack(DeployTorrent current) {
        if (current.first() == 0 && current.before().isEmpty()) {
            throw TorrentException.invalid("deployment '" + current.name()
                    + "' is for all its nodes, and has no version before; deploy one, or undeploy it");
        }
        return current.before();
    }
}
