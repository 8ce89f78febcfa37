package org.torrentxt.shell.fleet;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.fleet.NodeControl;

/** Pauses a deployment on nodes. */
@Service
@Command(
        scope = "fleet",
        name = "pause",
        description = "Pauses a deployment on nodes: they neither fetch nor send it, until fleet:resume."
                + " Example: fleet:pause --key releases --to site=basel maps")
public final class PauseCommand extends ControlAction {
    @Override
    NodeControl change(NodeControl current) {
        return current.toBuilder().isPaused(true).build();
    }

    @Override
    String changed() {
        return "Paused";
    }
}
