package org.torrentxt.impl.session;

import java.io.File;
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
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.storage.Leftovers;
import org.torrentxt.stage.LastOut;

/**
 * Adds torrents once, and removes them, in a session of its own: the JVM loads some 400 classes for that, and the first
 * torrent would wait for them. Everything stays in this process, and in a folder that is deleted.
 */
final class WarmUp implements Runnable {
    /** The name of that session, which is part of the names of its threads. */
    static final String SESSION = "warm-up";

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final long SECONDS = 5; // for what takes a fraction of one
    private static final long ROOM = 1 << 20;
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Path folder;

    private WarmUp(Path folder) {
        this.folder = folder;
    }

    /**
     * Begins it on a thread of its own, unless it has begun before; the bundle does not stop before it has ended. Never
     * fails: without it, the first torrent loads what it needs.
     *
     * @param context of the bundle, whose private storage it uses
     */
    static void begin(BundleContext context) {
        try {
            File folder = context.getDataFile(SESSION);
            if (folder != null && BEGUN.compareAndSet(false, true)) { // null without a file system
                begin(new WarmUp(folder.toPath()));
            }
        } catch (RuntimeException | Error e) { // the bundle is stopping, or there are no more threads
            LOG.debug("Session {}", SESSION, e);
        }
    }

    private static void begin(WarmUp warmUp) {
        LastOut.enter(warmUp);
        try {
            Thread thread = new Thread(warmUp, "torrentxt-" + SESSION);
            thread.setDaemon(true);
            thread.start();
        } catch (RuntimeException | Error e) { // nobody will end it
            LastOut.leave(warmUp);
            throw e;
        }
    }

    @Override
    public void run() {
        try {
            addAndRemove(folder);
        } catch (IOException | RuntimeException | Error e) {
            LOG.debug("Session {}", SESSION, e);
        } finally {
            LastOut.leave(this);
        }
    }

    /**
     * Adds torrents and removes them.
     *
     * @param folder that nobody else uses; deleted before, as a killed process may have left it, and afterwards
     */
    static void addAndRemove(Path folder) throws IOException {
        Leftovers.deleteTree(folder);
        Files.createDirectories(folder);
        try {
            if (Files.getFileStore(folder).getUsableSpace() >= ROOM) { // else it would warn of a full disk
                useSession(folder);
            }
        } finally {
            Leftovers.deleteTree(folder);
        }
    }

    private static void useSession(Path folder) {
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

    // Its peer is the session itself, which finds that out.
    private static void add(EngineSession session, AddTorrent.Builder request) {
        session.listenEndpoints().forEach(request::peer);
        Torrent torrent = session.add(request.started().build()).torrent();
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
