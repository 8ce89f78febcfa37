package org.torrentxt.impl.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.storage.Leftovers;
import org.torrentxt.stage.LastOut;

/**
 * Adds torrents once, and removes them, in a session that nobody sees: the JVM loads some 400 classes for that, and the
 * first torrent would wait for them. Everything stays on this host, and in a temporary folder that is deleted.
 */
final class WarmUp implements Runnable {
    /** The name of that session, of which its threads tell. */
    static final String SESSION = "warm-up";

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final long SECONDS = 5; // for what takes a fraction of one
    private static final long ROOM = 1 << 20;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Endpoint NOBODY = Endpoint.parse("127.0.0.1:1");

    private WarmUp() {}

    /** Begins it on a thread of its own, unless it has begun before; the bundle does not stop before it has ended. */
    static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            WarmUp warmUp = new WarmUp();
            LastOut.enter(warmUp);
            Thread thread = new Thread(warmUp, "torrentxt-" + SESSION);
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            addAndRemove();
        } catch (IOException | RuntimeException e) { // then the first torrent loads what it needs
            LOG.debug("The first torrent will be added more slowly", e);
        } finally {
            LastOut.leave(this);
        }
    }

    static void addAndRemove() throws IOException {
        Path folder = Files.createTempDirectory("torrentxt-" + SESSION);
        try {
            if (Files.getFileStore(folder).getUsableSpace() >= ROOM) { // else it would warn of a full disk
                addAndRemove(folder);
            }
        } finally {
            Leftovers.deleteTree(folder);
        }
    }

    private static void addAndRemove(Path folder) {
        Map<String, Object> settings = Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false);
        EngineOptions.State state =
                new EngineOptions.State(folder.resolve("state"), INTERVAL, EngineOptions.State.STOP_TIMEOUT);
        EngineOptions options =
                new EngineOptions(SESSION, NetworkMode.LOCAL, false, folder, settings, List.of(), Optional.of(state));
        try (EngineSession session = EngineSession.startUnseen(options)) {
            add(session, AddTorrent.torrentBytes(torrent()));
            add(session, AddTorrent.magnet("magnet:?xt=urn:btih:" + "5".repeat(40)));
        }
    }

    private static void add(EngineSession session, AddTorrent.Builder request) {
        Torrent torrent = session.add(request.peer(NOBODY).started().build()).torrent();
        torrent.whenMetadata();
        torrent.whenFinished();
        torrent.status();
        torrent.remove(false)
                .toCompletableFuture()
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** A torrent of a file with one byte. */
    private static byte[] torrent() {
        return ("d4:infod6:lengthi1e4:name7:warm-up12:piece lengthi16384e6:pieces20:" + "0".repeat(20) + "ee")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
