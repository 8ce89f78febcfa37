package org.torrentxt.impl.create;

import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentCreator;

/** Makes torrents for tests of other packages. */
public final class TestCreator {
    private TestCreator() {}

    /** A creator whose threads end by themselves once there is nothing to do. */
    public static TorrentCreator creator() {
        return new ParallelTorrentCreator("test", 2);
    }

    public static CreatedTorrent create(CreateTorrent request) {
        ParallelTorrentCreator creator = new ParallelTorrentCreator("test", 2);
        try {
            return creator.create(request).join();
        } finally {
            stop(creator);
        }
    }

    private static void stop(ParallelTorrentCreator creator) {
        try {
            creator.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
