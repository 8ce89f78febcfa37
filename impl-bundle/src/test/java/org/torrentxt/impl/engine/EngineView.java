package org.torrentxt.impl.engine;

import java.util.List;
import org.torrentxt.api.Torrent;

/** What the engine itself has been given of a torrent: the rest it cannot ask, look up or announce to. */
final class EngineView {
    private EngineView() {}

    static List<String> trackers(Torrent torrent) {
        return ((EngineTorrent) torrent)
                .ask(handle -> Natives.copies(handle.trackers(), tracker -> tracker.getUrl()), List.of());
    }

    static List<String> webSeeds(Torrent torrent) {
        return ((EngineTorrent) torrent).ask(handle -> List.copyOf(handle.get_url_seeds()), List.of());
    }
}
