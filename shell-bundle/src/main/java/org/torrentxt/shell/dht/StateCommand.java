package org.torrentxt.shell.dht;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.DhtStatus;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Units;

/** Shows the state of a session's DHT node. */
@Service
@Command(
        scope = "dht",
        name = "state",
        description = "Shows the state of a session's DHT node. Example: dht:state --json")
public final class StateCommand extends SessionAction {
    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Override
    protected void run() {
        TorrentSession session = session();
        DhtStatus status = session.dht().status();
        if (json) {
            output().json(status);
        } else {
            output().details(new Details()
                    .group("DHT node of session " + session.name())
                    .add("State", status.running() ? "running" : "disabled")
                    .add("Nodes", status.nodes())
                    .add("Node cache", status.nodeCache())
                    .add("Size of the DHT", status.globalNodes() < 0 ? Units.UNKNOWN : "about " + status.globalNodes())
                    .add("Torrents", status.torrents()));
        }
    }
}
