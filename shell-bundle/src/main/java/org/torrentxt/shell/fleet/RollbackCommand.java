package org.torrentxt.shell.fleet;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.complete.DeploymentCompleter;
import org.torrentxt.shell.complete.IdentityCompleter;

/** Returns to the version before. */
@Service
@Command(
        scope = "fleet",
        name = "rollback",
        description = "Returns to the version before, on all nodes; a deployment to the first nodes without a version"
                + " before is undeployed."
                + " Example: fleet:rollback --key releases maps")
public final class RollbackCommand extends FleetAction {
    @Argument(index = 0, name = "name", description = "Name of the deployment", required = true)
    @Completion(DeploymentCompleter.class)
    private String name;

    @Option(name = "--key", description = "Identity created by dht:keygen that signed the deployment", required = true)
    @Completion(IdentityCompleter.class)
    private String identity;

    @Override
    void run(Fleet fleet) throws IOException {
        fleet.rollback(name, Fleets.keys(services(), console(), identity))
                .ifPresentOrElse(
                        before -> output().line(
                                        "Rolled back: %s, to the version before as version %d",
                                        name, before.sequence()),
                        () -> output().line("Undeployed: %s, as there is no version before", name));
    }
}
