package org.torrentxt.shell.store;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.json.Json;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Units;

/** Lists the blobs that the store keeps alive on the DHT. */
@Service
@Command(
        scope = "dht",
        name = "blobs",
        description = "Lists the blobs that the store keeps alive on the DHT, with their state."
                + " Example: dht:blobs --json")
public final class BlobsCommand extends StoreListingAction<DhtKeptBlob> {
    private static final Listing<DhtKeptBlob> LISTING = new Listing<DhtKeptBlob>("No blobs; see dht:blob-put --keep")
            .whole("Target", DhtKeptBlob::target)
            .number("Size", blob -> Units.size(blob.length()))
            .number("Items", DhtKeptBlob::items)
            .text("State", blob -> Json.text(blob.status().state()))
            .text("Stored", blob -> StatusView.stored(blob.status()))
            .text("Error", blob -> blob.status().lastError().orElse(""))
            .hide("Items", "Size", "Stored", "Error", "State");

    /** The command as Karaf makes it. */
    public BlobsCommand() {
        super(LISTING, StatusView::document);
    }

    @Override
    List<DhtKeptBlob> rows(DhtStore store) {
        return store.blobs().list();
    }
}
