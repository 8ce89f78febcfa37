package org.torrentxt.impl.create;

import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;

/** Makes torrents for tests of other packages. */
public final class TestCreator {
    private TestCreator() {}

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
