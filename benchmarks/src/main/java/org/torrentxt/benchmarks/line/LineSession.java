package org.torrentxt.benchmarks.line;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** A session with the defaults of {@code network=internet}, which finds nobody by itself, and its torrent. */
final class LineSession implements AutoCloseable {
    private static final int PORT = 6_881;
    private static final Map<String, Object> ALONE = Map.of(
            "enable_dht", false,
            "enable_lsd", false,
            "enable_upnp", false,
            "enable_natpmp", false,
            "allow_multiple_connections_per_ip", true); // both leechers have the same address

    private final EngineSession session;
    private final Torrent torrent;

    private LineSession(EngineSession session, Torrent torrent) {
        this.session = session;
        this.torrent = torrent;
    }

    private static EngineSession start(Path folder, String listen, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(ALONE);
        all.put("listen_interfaces", listen);
        all.putAll(settings);
        return EngineSession.start(
                new EngineOptions("line", NetworkMode.INTERNET, false, folder, all), Set.of(), alert -> {});
    }

    /** Seeds what is complete in that folder. */
    static LineSession seed(Path torrent, Path folder, Map<String, Object> settings) throws IOException {
        EngineSession session = start(folder, LineHost.NEAR + ":" + PORT, settings);
        return new LineSession(
                session,
                session.add(AddTorrent.torrentBytes(Files.readAllBytes(torrent))
                                .savePath(folder)
                                .started()
                                .seed()
                                .build())
                        .torrent());
    }

    /** Downloads into that folder. */
    static LineSession get(Path torrent, Path folder, Map<String, Object> settings, Map<String, Object> transport)
            throws IOException {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(transport);
        EngineSession session = start(folder, LineHost.FAR + ":0", all);
        return new LineSession(
                session,
                session.add(AddTorrent.torrentBytes(Files.readAllBytes(torrent))
                                .savePath(folder)
                                .started()
                                .peer(new Endpoint(InetAddress.getByName(LineHost.NEAR), PORT))
                                .build())
                        .torrent());
    }

    /** Content received so far, in bytes. */
    long received() {
        return torrent.status().map(TorrentStatus::allTimeDownload).orElse(0L);
    }

    @Override
    public void close() {
        session.close();
    }
}
