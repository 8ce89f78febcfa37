package org.torrentxt.metrics.jmx;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.osgi.framework.ServiceRegistration;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.TorrentStatus;

/** The torrents of a session that were asked to be MBeans. Safe for use by several threads. */
public final class TorrentBeans {
    /** Registers the MBean of a torrent. */
    @FunctionalInterface
    public interface Registry {
        /**
         * Registers it.
         *
         * @param keys of its name
         */
        ServiceRegistration<?> register(TorrentMXBean bean, String keys);
    }

    private static final int MOST = 1000;

    private final TorrentSession session;
    private final Registry registry;
    private final LongSupplier clock;
    private final Map<Integer, ServiceRegistration<?>> beans = new HashMap<>();

    /**
     * None so far.
     *
     * @param registry registers and unregisters their MBeans
     * @param clock in nanoseconds, like {@link System#nanoTime()}
     */
    public TorrentBeans(TorrentSession session, Registry registry, LongSupplier clock) {
        this.session = session;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Makes an MBean of a torrent, unless it is one.
     *
     * @throws IllegalArgumentException if there is no such torrent, or there are too many
     */
    synchronized void expose(int id) {
        if (status(id).isEmpty()) {
            throw new IllegalArgumentException("no such torrent: " + id);
        }
        if (beans.size() == MOST) {
            // some may have been removed since
            beans.keySet().stream()
                    .filter(other -> status(other).isEmpty())
                    .toList()
                    .forEach(this::hide);
        }
        if (beans.size() == MOST && !beans.containsKey(id)) {
            throw new IllegalArgumentException(
                    MOST + " torrents are MBeans already; hide some with hideTorrent, or use listTorrents");
        }
        beans.computeIfAbsent(id, added -> {
            TorrentMXBean bean = new TorrentBean(session.name(), id, () -> status(id), () -> hide(id), clock);
            return registry.register(bean, "type=Torrent,session=" + session.name() + ",id=" + id);
        });
    }

    private Optional<TorrentStatus> status(int id) {
        return session.find(id).flatMap(Torrent::status);
    }

    /** Ends that of a torrent; false if it is none. */
    synchronized boolean hide(int id) {
        ServiceRegistration<?> bean = beans.remove(id);
        if (bean != null) {
            bean.unregister();
        }
        return bean != null;
    }

    /** Ends all. */
    synchronized void clear() {
        beans.values().forEach(ServiceRegistration::unregister);
        beans.clear();
    }
}
