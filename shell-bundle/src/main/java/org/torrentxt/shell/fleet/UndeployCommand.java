package org.torrentxt.shell.fleet;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.Fleet;

/** Ends a deployment on all nodes. */
@Service
@Command(
        scope = "fleet",
        name = "undeploy",
        description = "Ends a deployment: the nodes remove what the fleet has fetched for it, with its files; torrents"
                + " added by others stay."
                + " Example: fleet:undeploy --key releases maps")
public final class UndeployCommand extends DeploymentAction {
    @Override
    void run(Fleet fleet, String name, DhtKeyPair keys) {
        fleet.undeploy(name, keys);
        output().line("Undeployed: %s", name);
    }
}
