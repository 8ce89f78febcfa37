package org.torrentxt.impl.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.torrentxt.api.create.TorrentFormat;

/** The sessions and servers of one test; all are stopped after it. */
final class Sessions implements AfterEachCallback {
    private final List<AutoCloseable> running = new ArrayList<>();

    LocalSession start(String name, Path savePath) {
        return start(name, savePath, Map.of());
    }

    LocalSession start(String name, Path savePath, Map<String, ?> settings) {
        return use(LocalSession.start(name, savePath, settings));
    }

    /** One that downloads into {@link #downloads}. */
    LocalSession leecher(Path folder) {
        return leecher(folder, Map.of());
    }

    LocalSession leecher(Path folder, Map<String, ?> settings) {
        return start("leecher", downloads(folder), settings);
    }

    static Path downloads(Path folder) {
        return folder.resolve("downloads");
    }

    /** Stops it after the test. */
    <T extends AutoCloseable> T use(T closeable) {
        running.add(0, closeable);
        return closeable;
    }

    Seed seed(Path folder, int size, TorrentFormat format) {
        return seed(folder, size, format, Map.of());
    }

    /** A session of its own that seeds content written to the folder. */
    Seed seed(Path folder, int size, TorrentFormat format, Map<String, ?> settings) {
        return seedWith(start("seeder", folder, settings), Content.write(folder, size), format);
    }

    /** Lets a session seed content that is there. */
    Seed seedWith(LocalSession session, Path content, TorrentFormat format) {
        return seeding(Seed.of(session, content, format));
    }

    /** Lets the session of a seed have its torrent. */
    Seed seeding(Seed seed) {
        seed.session()
                .session()
                .add(seed.torrent()
                        .savePath(seed.content().getParent())
                        .started()
                        .seed()
                        .build());
        return seed;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
        running.clear();
    }
}
