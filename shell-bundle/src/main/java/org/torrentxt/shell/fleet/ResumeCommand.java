package org.torrentxt.shell.fleet;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.NodeControl;

/** Resumes a deployment on nodes. */
@Service
@Command(
        scope = "fleet",
        name = "resume",
        description = "Resumes a deployment that fleet:pause has paused for nodes with the same labels."
                + " Example: fleet:resume --key releases --to site=basel maps")
public final class ResumeCommand extends ControlAction {
    @Override
    NodeControl change(NodeControl current) {
        if (!current.isPaused()) {
            throw TorrentException.invalid(
                    "not paused on " + nodes(current.labels()) + "; fleet:deployments shows what is paused");
        }
        return current.toBuilder().isPaused(false).build();
    }

    @Override
    String changed() {
        return "Resumed";
    }
}
