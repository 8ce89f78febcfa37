package org.torrentxt.shell.dht;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.format.Json;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Units;

/** Lists what the store keeps alive on the DHT. */
@Service
@Command(
        scope = "dht",
        name = "publications",
        description = "Lists what the store keeps alive on the DHT, and how it stands with it."
                + " Example: dht:publications --json")
public final class PublicationsCommand extends StoreAction {
    private static final Listing<DhtPublication> LISTING = new Listing<DhtPublication>(
                    "No publications; see dht:publish")
            .text("Identity", DhtPublication::identity)
            .text("Key", DhtPublication::key)
            .number("Version", publication -> publication.item().seq())
            .text("State", publication -> Json.text(publication.status().state()))
            .number("Nodes", publication -> publication.status().numNodes())
            .text(
                    "Stored",
                    publication -> publication
                            .status()
                            .lastPublished()
                            .map(Units::time)
                            .orElse(Units.UNKNOWN))
            .text("Value", publication -> Value.show(publication.item().value(), false))
            .text("Error", publication -> publication.status().lastError().orElse(""));

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print the rows alone, separated by tabs")
    private boolean noFormat;

    @Override
    void run(DhtStore store) {
        List<DhtPublication> publications = store.publications().list();
        if (json) {
            output().json(publications.stream().map(PublicationView::document).toList());
        } else {
            output().listing(LISTING, publications, false, noFormat);
        }
    }
}
