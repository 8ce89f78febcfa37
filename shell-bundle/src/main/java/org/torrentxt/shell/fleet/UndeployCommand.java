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

/** Ends a deployment on all nodes. */
@Service
@Command(
        scope = "fleet",
        name = "undeploy",
        description = "Ends a deployment: the nodes remove what the fleet has fetched for it, with its files; torrents"
                + " added by others stay."
                + " Example: fleet:undeploy --key releases maps")
public final class UndeployCommand extends FleetAction {
    @Argument(index = 0, name = "name", description = "Name of the deployment", required = true)
    @Completion(DeploymentCompleter.class)
    private String name;

    @Option(name = "--key", description = "Identity created by dht:keygen that signed the deployment", required = true)
    @Completion(IdentityCompleter.class)
    private String identity;

    @Override
    void run(Fleet fleet) throws IOException {
        fleet.undeploy(name, Fleets.keys(services(), console(), identity));
        output().line("Undeployed: %s", name);
    }
}
