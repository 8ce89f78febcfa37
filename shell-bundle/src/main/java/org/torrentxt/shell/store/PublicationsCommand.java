package org.torrentxt.shell.store;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.json.Json;
import org.torrentxt.shell.dht.Value;
import org.torrentxt.shell.format.Listing;

/** Lists the values that the store keeps alive on the DHT. */
@Service
@Command(
        scope = "dht",
        name = "publications",
        description = "Lists the values that the store keeps alive on the DHT, with their state."
                + " Example: dht:publications --json")
public final class PublicationsCommand extends StoreListingAction<DhtPublication> {
    private static final Listing<DhtPublication> LISTING = new Listing<DhtPublication>(
                    "No publications; see dht:publish")
            .text("Identity", DhtPublication::identity)
            .text("Key", DhtPublication::key)
            .number("Version", publication -> publication.item().seq())
            .text("State", publication -> Json.text(publication.status().state()))
            .number("Nodes", publication -> publication.status().numNodes())
            .text("Stored", publication -> StatusView.stored(publication.status()))
            .text("Value", publication -> Value.show(publication.item().value(), false))
            .text("Error", publication -> publication.status().lastError().orElse(""))
            .hide("Nodes", "Version", "Stored", "Value", "Error", "State");

    /** The command as Karaf makes it. */
    public PublicationsCommand() {
        super(LISTING, StatusView::document);
    }

    @Override
    List<DhtPublication> rows(DhtStore store) {
        return store.publications().list();
    }
}
