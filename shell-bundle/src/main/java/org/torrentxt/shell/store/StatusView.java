package org.torrentxt.shell.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.json.Json;
import org.torrentxt.shell.dht.Value;
import org.torrentxt.shell.format.Units;

/** Publications and blobs as commands print them, with their status. */
final class StatusView {
    private StatusView() {}

    /** The keys of the item and of its status. */
    static Map<String, Object> document(DhtPublication publication) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("identity", publication.identity());
        document.put("key", publication.key());
        document.putAll(Json.object(publication.item()));
        document.put("text", Value.text(publication.item().value()));
        document.putAll(Json.object(publication.status()));
        return document;
    }

    /** The keys of the publication and the link to its release. */
    static Map<String, Object> document(DhtPublication publication, DhtReleaseLink link) {
        Map<String, Object> document = document(publication);
        document.put("magnet", link.magnetUri());
        return document;
    }

    /** The keys of the blob and of its status. */
    static Map<String, Object> document(DhtKeptBlob blob) {
        Map<String, Object> document = Json.object(blob);
        document.putAll(Json.object(blob.status()));
        return document;
    }

    /** The time of the last successful store, for a listing. */
    static String stored(DhtPublicationStatus status) {
        return status.lastPublished().map(Units::time).orElse(Units.UNKNOWN);
    }
}
