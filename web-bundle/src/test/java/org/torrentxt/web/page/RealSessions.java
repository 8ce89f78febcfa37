package org.torrentxt.web.page;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** Sessions of the engine on 127.0.0.1. */
final class RealSessions {
    private RealSessions() {}

    static EngineSession start(String name, Path savePath) {
        Map<String, Object> settings = Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false);
        return EngineSession.start(
                new EngineOptions(name, NetworkMode.LOCAL, false, savePath, settings), Set.of(), alert -> {});
    }

    static CreatedTorrent torrent(Path content) {
        return new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(content)
                        .tracker("http://127.0.0.1:1/announce")
                        .build())
                .join();
    }
}
