package org.torrentxt.impl.engine.part;

import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;
import org.libtorrent4j.swig.torrent_handle;

/**
 * A rate limit of a torrent: its own, which is shown and saved, and a cap for the time being. The engine has the lower
 * one. In bytes per second, 0 or less for none. Thread-safe.
 */
final class RateLimit {
    private final ToIntFunction<torrent_handle> reader;
    private final ObjIntConsumer<torrent_handle> writer;
    private boolean wasCapped; // until then the engine has its own
    private int own;
    private int cap;

    /** One that the engine is asked for, and told, in this way. */
    RateLimit(ToIntFunction<torrent_handle> reader, ObjIntConsumer<torrent_handle> writer) {
        this.reader = reader;
        this.writer = writer;
    }

    synchronized int own(torrent_handle handle) {
        return wasCapped ? own : reader.applyAsInt(handle);
    }

    synchronized void setOwn(torrent_handle handle, int limit) {
        writer.accept(handle, lower(limit, cap));
        own = limit;
    }

    /** Sets the cap; tells the engine only what changes something, as it has the torrent saved then. */
    synchronized void setCap(torrent_handle handle, int limit) {
        if (limit == cap) {
            return;
        }
        own = own(handle);
        wasCapped = true;
        int before = lower(own, cap);
        cap = limit;
        int now = lower(own, cap);
        if (now != before) {
            writer.accept(handle, now);
        }
    }

    /** The one to save, where the engine says what it had some time ago. */
    synchronized int saved(int toldByEngine) {
        return wasCapped ? own : toldByEngine;
    }

    private static int lower(int limit, int other) {
        if (limit <= 0 || other <= 0) {
            return Math.max(0, Math.max(limit, other));
        }
        return Math.min(limit, other);
    }
}
