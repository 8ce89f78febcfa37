package org.torrentxt.shell.dht;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.shell.format.Json;
import org.torrentxt.shell.format.Units;

/** What the store keeps alive as commands print it, with how it stands with it. */
final class StatusView {
    private StatusView() {}

    /** The keys of the item, with those of how it stands with it. */
    static Map<String, Object> document(DhtPublication publication) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("identity", publication.identity());
        document.put("key", publication.key());
        document.putAll(Json.object(publication.item()));
        document.put("text", Value.text(publication.item().value()));
        document.putAll(Json.object(publication.status()));
        return document;
    }

    /** The keys of the publication, with the link to what it releases. */
    static Map<String, Object> document(DhtPublication publication, DhtReleaseLink link) {
        Map<String, Object> document = document(publication);
        document.put("magnet", link.magnetUri());
        return document;
    }

    /** The keys of the blob, with those of how it stands with it. */
    static Map<String, Object> document(DhtKeptBlob blob) {
        Map<String, Object> document = Json.object(blob);
        document.remove("status");
        document.putAll(Json.object(blob.status()));
        return document;
    }

    /** When it was last stored, for a listing. */
    static String stored(DhtPublicationStatus status) {
        return status.lastPublished().map(Units::time).orElse(Units.UNKNOWN);
    }
}
