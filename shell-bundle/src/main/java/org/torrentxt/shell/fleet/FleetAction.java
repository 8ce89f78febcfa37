package org.torrentxt.shell.fleet;

import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.shell.action.ShellAction;

/** A command on the fleet of this node. */
abstract class FleetAction extends ShellAction {
    /** Runs the command on the fleet. */
    abstract void run(Fleet fleet) throws Exception;

    @Override
    protected final void run() throws Exception {
        run(Fleets.require(services(), context()));
    }
}
