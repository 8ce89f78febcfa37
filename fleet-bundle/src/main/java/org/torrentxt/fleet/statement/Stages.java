package org.torrentxt.fleet.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.NodeControl;

/** What is stated next about a deployment. */
public final class Stages {
    private Stages() {}

    /**
     * A deployment in place of the current one, and what it can return to: the last version that was for all its nodes. The
     * same torrent again, such as for more nodes, can return to what it could before. What is paused or limited stays so.
     *
     * @param current empty for none
     */
    static DeployTorrent replacing(Optional<DeployTorrent> current, DeployTorrent request) {
        Optional<DeployTorrent> before =
                current.flatMap(some -> some.infoHashes().equals(request.infoHashes()) || some.first() > 0
                        ? some.before()
                        : Optional.of(some.toBuilder()
                                .controls(List.of())
                                .before(Optional.empty())
                                .build()));
        List<NodeControl> controls = request.controls().isEmpty()
                ? current.map(DeployTorrent::controls).orElse(List.of())
                : request.controls();
        return request.toBuilder().controls(controls).before(before).build();
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
        return current.before()
                .map(before -> before.toBuilder().controls(current.controls()).build());
    }

    /**
     * The same with another control for its labels, or none if it does nothing.
     *
     * @throws TorrentException if there are too many
     */
    public static Optional<DeployTorrent> controlled(DeployTorrent current, NodeControl control) {
        List<NodeControl> controls = new ArrayList<>(current.controls());
        controls.removeIf(each -> each.labels().equals(control.labels()));
        if (!control.isNone()) {
            controls.add(control);
        }
        return Optional.of(current.toBuilder().controls(controls).build());
    }
}
