package org.torrentxt.impl.engine;

import java.util.List;
import org.torrentxt.api.Torrent;

/** What the engine itself has been given of a torrent: the rest it cannot ask, look up or announce to. */
final class EngineView {
    private EngineView() {}

    static List<String> trackers(Torrent torrent) {
        return ((EngineTorrent) torrent)
                .ask(
                        handle -> Natives.copies(handle.trackers(), tracker -> known(torrent, tracker.getUrl())),
                        List.of());
    }

    static List<String> webSeeds(Torrent torrent) {
        return ((EngineTorrent) torrent)
                .ask(
                        handle -> handle.get_url_seeds().stream()
                                .map(url -> known(torrent, url))
                                .toList(),
                        List.of());
    }

    // some are given as URLs of the gateway
    private static String known(Torrent torrent, String url) {
        return ((EngineTorrent) torrent).sources().known(url);
    }
}
