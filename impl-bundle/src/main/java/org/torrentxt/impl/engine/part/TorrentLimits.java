package org.torrentxt.impl.engine.part;

import org.torrentxt.api.Limits;
import org.torrentxt.impl.engine.binding.LiveHandle;

/** The limits of a torrent: rates in bytes per second, 0 for none, and numbers of connections, -1 for none. */
public final class TorrentLimits {
    private final LiveHandle handle;
    private final Runnable changed;

    /**
     * Those of a torrent.
     *
     * @param changed is called after each change
     */
    public TorrentLimits(LiveHandle handle, Runnable changed) {
        this.handle = handle;
        this.changed = changed;
    }

    public long download() {
        return handle.ask(h -> (long) Math.max(0, h.download_limit()), 0L);
    }

    public long upload() {
        return handle.ask(h -> (long) Math.max(0, h.upload_limit()), 0L);
    }

    public int connections() {
        return handle.ask(h -> limit(h.max_connections()), -1);
    }

    public int uploads() {
        return handle.ask(h -> limit(h.max_uploads()), -1);
    }

    // how the engine represents none
    private static int limit(int count) {
        return count >= 0xffffff || count <= 0 ? -1 : count;
    }

    public void setDownload(long bytesPerSecond) {
        int limit = Math.toIntExact(Limits.rate("download", bytesPerSecond));
        handle.act(h -> h.set_download_limit(limit));
        changed.run();
    }

    public void setUpload(long bytesPerSecond) {
        int limit = Math.toIntExact(Limits.rate("upload", bytesPerSecond));
        handle.act(h -> h.set_upload_limit(limit));
        changed.run();
    }

    public void setConnections(int connections) {
        int limit = Limits.count("connections", connections, 2);
        handle.act(h -> h.set_max_connections(limit));
        changed.run();
    }

    public void setUploads(int uploads) {
        int limit = Limits.count("uploads", uploads, 1);
        handle.act(h -> h.set_max_uploads(limit));
        changed.run();
    }
}
