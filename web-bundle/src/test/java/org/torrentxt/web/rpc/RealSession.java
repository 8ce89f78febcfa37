package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** Sessions of the engine on 127.0.0.1, and torrents for them. */
public final class RealSession {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(10);

    private RealSession() {}

    public static EngineSession start(String name, Path savePath) {
        return start(name, savePath, Map.of());
    }

    /** One with more settings of the engine. */
    public static EngineSession start(String name, Path savePath, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false));
        settings.putAll(more);
        EngineSession session = EngineSession.start(
                new EngineOptions(name, NetworkMode.LOCAL, false, savePath, settings), Set.of(), alert -> {});
        until("it listens", () -> session.listenPort() > 0);
        return session;
    }

    /** A folder with the files {@code a.mkv} (larger) and {@code sub/b.txt}, always the same for that name. */
    public static Path content(Path folder, String name) {
        Random random = new Random(name.hashCode());
        try {
            Files.createDirectories(folder.resolve(name).resolve("sub"));
            for (Map.Entry<String, Integer> file :
                    Map.of("a.mkv", 300_000, "sub/b.txt", 100_000).entrySet()) {
                byte[] bytes = new byte[file.getValue()];
                random.nextBytes(bytes);
                Files.write(folder.resolve(name).resolve(file.getKey()), bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve(name);
    }

    public static CreatedTorrent torrent(Path content) {
        return new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(content)
                        .tracker("http://127.0.0.1:1/announce")
                        .build())
                .join();
    }

    public static String base64(CreatedTorrent torrent) {
        return Base64.getEncoder().encodeToString(torrent.content());
    }

    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not in time: " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }
}
