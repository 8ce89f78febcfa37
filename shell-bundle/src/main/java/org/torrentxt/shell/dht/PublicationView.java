package org.torrentxt.shell.dht;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.shell.format.Json;

/** A publication as commands print it. */
final class PublicationView {
    private PublicationView() {}

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
}
