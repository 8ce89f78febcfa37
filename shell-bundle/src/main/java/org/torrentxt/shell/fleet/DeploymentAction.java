package org.torrentxt.shell.fleet;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.complete.DeploymentCompleter;
import org.torrentxt.shell.complete.IdentityCompleter;

/** A command on a deployment, for which something else is signed. */
abstract class DeploymentAction extends FleetAction {
    @Argument(index = 0, name = "name", description = "Name of the deployment", required = true)
    @Completion(DeploymentCompleter.class)
    private String name;

    @Option(name = "--key", description = "Identity created by dht:keygen that signed the deployment", required = true)
    @Completion(IdentityCompleter.class)
    private String identity;

    /** Checks the other options, before somebody is asked for a passphrase. */
    void prepare() {}

    /**
     * Runs the command.
     *
     * @param name of the deployment
     * @param keys of whoever signed it
     */
    abstract void run(Fleet fleet, String name, DhtKeyPair keys) throws Exception;

    @Override
    final void run(Fleet fleet) throws Exception {
        prepare();
        run(fleet, name, Fleets.keys(services(), console(), identity));
    }
}
