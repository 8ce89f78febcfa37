package org.torrentxt.web.page;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.json.Json;

/**
 * The torrents of a node as JSON. The last ones are kept: the page asks for them again and again, there may be thousands,
 * and most of the time nothing has changed. Thread-safe.
 */
final class KeptTorrents {
    /**
     * Torrents as JSON.
     *
     * @param version of these; others have another one
     */
    record Written(List<FleetTorrent> torrents, String version, String json) {}

    private volatile Written last = of(List.of());

    /** Writes these, unless they are the same as the last time. */
    Written write(List<FleetTorrent> torrents) {
        Written former = last;
        if (former.torrents().equals(torrents)) {
            return former;
        }
        Written written = of(torrents);
        last = written;
        return written;
    }

    private static Written of(List<FleetTorrent> torrents) {
        String json = Json.write(torrents);
        byte[] digest = PageFile.sha256().digest(json.getBytes(StandardCharsets.US_ASCII));
        return new Written(torrents, HexFormat.of().formatHex(digest), json);
    }
}
