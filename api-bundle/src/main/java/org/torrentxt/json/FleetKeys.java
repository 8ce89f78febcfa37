package org.torrentxt.json;

import java.util.List;
import org.torrentxt.api.fleet.FleetTorrent;

/** The keys of what nodes of a fleet report in JSON; see {@link Keys}. */
final class FleetKeys {
    static final List<Keys<?>> ALL = List.of(Keys.of(FleetTorrent.class)
            .key("id", FleetTorrent::id)
            .key("name", FleetTorrent::name)
            .key("infoHashV1", value -> value.infoHashes().v1())
            .key("infoHashV2", value -> value.infoHashes().v2())
            .key("addedTime", FleetTorrent::addedTime)
            .key("totalSize", FleetTorrent::totalSize)
            .key("state", FleetTorrent::state)
            .key("isPaused", FleetTorrent::isPaused)
            .key("isQueued", FleetTorrent::isQueued)
            .key("error", FleetTorrent::error)
            .key("percent", FleetTorrent::percent)
            .key("downloadRate", FleetTorrent::downloadRate)
            .key("uploadRate", FleetTorrent::uploadRate)
            .key("ratio", FleetTorrent::ratio));

    private FleetKeys() {}
}
