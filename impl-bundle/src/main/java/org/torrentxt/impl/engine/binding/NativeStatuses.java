package org.torrentxt.impl.engine.binding;

import java.lang.ref.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.libtorrent4j.swig.libtorrent_jni;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.state_update_alert;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.libtorrent4j.swig.torrent_status_vector;

/** Statuses of many torrents, read from the engine in one step. Not thread-safe; must be closed to free them. */
public final class NativeStatuses implements AutoCloseable {
    private final torrent_status_vector vector;
    private final long address;
    private final int size;

    private NativeStatuses(torrent_status_vector vector) {
        this.vector = vector;
        this.address = Pointer.of(vector);
        this.size = vector.size();
    }

    /** Those of torrents, in their order; waits for the engine. One that is gone has no save path. */
    public static NativeStatuses read(session engine, List<torrent_handle> torrents, status_flags_t query) {
        torrent_status none = new torrent_status();
        NativeStatuses statuses = new NativeStatuses(new torrent_status_vector(torrents.size(), none));
        none.delete();
        for (int i = 0; i < statuses.size; i++) {
            statuses.get(i).setHandle(HandlePointer.of(torrents.get(i)));
        }
        Reference.reachabilityFence(torrents);
        engine.refresh_torrent_status(statuses.vector, query);
        return statuses;
    }

    /** The numbers that the torrents in an alert were added with; those that are gone are omitted. */
    public static Set<Integer> torrents(state_update_alert alert) {
        NativeStatuses statuses = new NativeStatuses(alert.getStatus()); // a part of it, which must not be freed
        Set<Integer> torrents = new HashSet<>();
        for (int i = 0; i < statuses.size; i++) {
            torrents.add(statuses.get(i).torrent());
        }
        torrents.remove(0);
        return torrents;
    }

    /** That of a torrent by its place. */
    public NativeStatus get(int place) {
        return new NativeStatus(libtorrent_jni.torrent_status_vector_doGet(address, vector, place));
    }

    @Override
    public void close() {
        vector.delete();
    }

    private static final class Pointer extends torrent_status_vector {
        private Pointer() {
            super(0, false);
        }

        static long of(torrent_status_vector vector) {
            return getCPtr(vector);
        }
    }

    private static final class HandlePointer extends torrent_handle {
        private HandlePointer() {
            super(0, false);
        }

        static long of(torrent_handle handle) {
            return getCPtr(handle);
        }
    }
}
