package org.torrentxt.impl.engine.torrent;

import java.util.List;
import org.torrentxt.api.Torrent;
import org.torrentxt.impl.engine.binding.Natives;

/** What the engine itself has been given of a torrent: the rest it cannot ask, look up or announce to. */
public final class EngineView {
    private EngineView() {}

    public static List<String> trackers(Torrent torrent) {
        return ((EngineTorrent) torrent)
                .ask(
                        handle -> Natives.copies(handle.trackers(), tracker -> known(torrent, tracker.getUrl())),
                        List.of());
    }

    public static List<String> webSeeds(Torrent torrent) {
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
