package org.torrentxt.shell.dht;

import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.dht.store.DhtStore;

/** A command on the DHT store that waits for the DHT, and prints what it has found or done. */
abstract class StoreAnswerAction extends StoreAction {
    @Option(name = "--timeout", description = "Seconds after which to give up, and fail")
    private String timeout = DhtAnswer.SECONDS;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    /** Runs the command on the store. */
    abstract void run(DhtStore store, DhtAnswer answers) throws Exception;

    @Override
    final void run(DhtStore store) throws Exception {
        run(store, new DhtAnswer(timeout(timeout)));
    }

    final boolean isJson() {
        return json;
    }
}
