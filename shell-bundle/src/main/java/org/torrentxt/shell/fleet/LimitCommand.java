package org.torrentxt.shell.fleet;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.shell.session.LimitChange;

/** Limits the rates of a deployment on nodes. */
@Service
@Command(
        scope = "fleet",
        name = "limit",
        description = "Limits the rates at which nodes fetch and send a deployment, each node on its own."
                + " Example: fleet:limit --key releases --to site=basel --up 100K maps")
public final class LimitCommand extends ControlAction {
    @Option(name = "--down", description = "Download limit in bytes per second, such as 2MiB, or none")
    private String down;

    @Option(name = "--up", description = "Upload limit in bytes per second, such as 2MiB, or none")
    private String up;

    private LimitChange limits;

    @Override
    void prepare() {
        super.prepare();
        if (down == null && up == null) {
            throw TorrentException.invalid("specify --down or --up, or both");
        }
        limits = LimitChange.parse(down, up, null, null);
    }

    @Override
    NodeControl change(NodeControl current) {
        return current.toBuilder()
                .downloadLimit(limits.down().orElse(current.downloadLimit()))
                .uploadLimit(limits.up().orElse(current.uploadLimit()))
                .build();
    }

    @Override
    String changed() {
        return "Limited";
    }
}
