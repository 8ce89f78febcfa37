package org.torrentxt.shell.fleet;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.complete.DeploymentCompleter;
import org.torrentxt.shell.complete.IdentityCompleter;

/** Has all nodes fetch what was deployed to the first ones. */
@Service
@Command(
        scope = "fleet",
        name = "continue",
        description = "Continues a deployment that was for the first nodes only: all its nodes fetch it."
                + " Example: fleet:continue --key releases maps")
public final class ContinueCommand extends FleetAction {
    @Argument(index = 0, name = "name", description = "Name of the deployment", required = true)
    @Completion(DeploymentCompleter.class)
    private String name;

    @Option(name = "--key", description = "Identity created by dht:keygen that signed the deployment", required = true)
    @Completion(IdentityCompleter.class)
    private String identity;

    @Override
    void run(Fleet fleet) throws IOException {
        Deployment all = fleet.continueDeployment(name, Fleets.keys(services(), console(), identity));
        output().line("Continued: %s, as version %d to all its nodes", name, all.sequence());
    }
}
