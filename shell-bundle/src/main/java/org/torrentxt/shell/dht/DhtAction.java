package org.torrentxt.shell.dht;

import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.shell.support.SessionAction;

/** A command on the DHT node of a session, that prints what it has found or done. */
abstract class DhtAction extends SessionAction {
    @Option(name = "--timeout", description = "Seconds after which to give up, and fail")
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
