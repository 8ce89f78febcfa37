package org.torrentxt.impl.engine.part;

import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.Limits;
import org.torrentxt.impl.engine.binding.LiveHandle;

/** The limits of a torrent: rates in bytes per second, 0 for none, and numbers of connections, -1 for none. */
public final class TorrentLimits {
    private final LiveHandle handle;
    private final Runnable changed;
    private final RateLimit down = new RateLimit(torrent_handle::download_limit, torrent_handle::set_download_limit);
    private final RateLimit up = new RateLimit(torrent_handle::upload_limit, torrent_handle::set_upload_limit);

    /**
     * Those of a torrent.
     *
     * @param changed is called after each change of what is saved
     */
    public TorrentLimits(LiveHandle handle, Runnable changed) {
        this.handle = handle;
        this.changed = changed;
    }

    public long download() {
        return handle.ask(h -> (long) Math.max(0, down.own(h)), 0L);
    }

    public long upload() {
        return handle.ask(h -> (long) Math.max(0, up.own(h)), 0L);
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
        handle.act(h -> down.setOwn(h, limit));
        changed.run();
    }

    public void setUpload(long bytesPerSecond) {
        int limit = Math.toIntExact(Limits.rate("upload", bytesPerSecond));
        handle.act(h -> up.setOwn(h, limit));
        changed.run();
    }

    /** Caps its rates for the time being; its own limits remain, and nothing is saved. */
    public void throttle(long downloadBytesPerSecond, long uploadBytesPerSecond) {
        int download = Math.toIntExact(Limits.rate("download", downloadBytesPerSecond));
        int upload = Math.toIntExact(Limits.rate("upload", uploadBytesPerSecond));
        handle.act(h -> {
            down.setCap(h, download);
            up.setCap(h, upload);
        });
    }

    /** Corrects what the engine wants to save: its limits may be caps. */
    public void correct(add_torrent_params params) {
        params.setDownload_limit(down.saved(params.getDownload_limit()));
        params.setUpload_limit(up.saved(params.getUpload_limit()));
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
