package org.torrentxt.shell.store;

import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.dht.DhtAnswer;

/** A command on the DHT store that waits for the DHT and prints its result. */
abstract class StoreAnswerAction extends StoreAction {
    @Option(name = "--timeout", description = "Seconds to wait before failing, or a time such as 5m")
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
