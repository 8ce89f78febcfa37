package org.torrentxt.shell.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.json.Json;
import org.torrentxt.shell.support.FollowedReleases;

/** A followed release as commands print it. */
final class FollowedView {
    private FollowedView() {}

    /** The keys of the request and of its result. */
    static Map<String, Object> document(DhtFollowedRelease release) {
        FollowRelease request = release.request();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("magnet", request.magnet());
        document.put("publicKey", request.link().publicKey());
        document.put("key", FollowedReleases.key(request.link()));
        document.put("savePath", request.savePath());
        document.put("replacing", request.isReplacing());
        document.putAll(Json.object(release));
        return document;
    }
}
