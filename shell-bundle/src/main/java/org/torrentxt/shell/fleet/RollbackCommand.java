package org.torrentxt.shell.fleet;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.Fleet;

/** Returns to the version before. */
@Service
@Command(
        scope = "fleet",
        name = "rollback",
        description = "Returns to the version before, on all nodes; a deployment to the first nodes without a version"
                + " before is undeployed."
                + " Example: fleet:rollback --key releases maps")
public final class RollbackCommand extends DeploymentAction {
    @Override
    void run(Fleet fleet, String name, DhtKeyPair keys) {
        fleet.rollback(name, keys)
                .ifPresentOrElse(
                        before -> output().line(
                                        "Rolled back: %s, to the version before as version %d",
                                        name, before.sequence()),
                        () -> output().line("Undeployed: %s, as there is no version before", name));
    }
}
