package org.torrentxt.shell.dht;

import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.shell.action.SessionAction;

/** A command on the DHT node of a session that prints its result. */
abstract class DhtAction extends SessionAction {
    @Option(name = "--timeout", description = "Seconds to wait before failing, or a time such as 5m")
    private String timeout = DhtAnswer.SECONDS;

    @Option(name = "--json", description = "Print one JSON document")
    private boolean json;

    /** Runs the command on the node. */
    abstract void run(Dht dht, DhtAnswer answers) throws Exception;

    @Override
    protected final void run() throws Exception {
        DhtAnswer answers = new DhtAnswer(timeout(timeout));
        run(session().dht(), answers);
    }

    final boolean isJson() {
        return json;
    }
}
