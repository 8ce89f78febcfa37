package org.torrentxt.shell.store;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.format.Listing;

/** A command that lists what the store keeps alive or watches. */
abstract class StoreListingAction<T> extends StoreAction {
    private final Listing<T> listing;
    private final Function<T, Map<String, Object>> document;

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    /**
     * A listing of the store.
     *
     * @param listing for people
     * @param document a row for programs
     */
    StoreListingAction(Listing<T> listing, Function<T, Map<String, Object>> document) {
        this.listing = listing;
        this.document = document;
    }

    /** The rows to list. */
    abstract List<T> rows(DhtStore store);

    @Override
    final void run(DhtStore store) {
        List<T> rows = rows(store);
        if (json) {
            output().json(rows.stream().map(document).toList());
        } else {
            output().listing(listing, rows, false, noFormat);
        }
    }
}
