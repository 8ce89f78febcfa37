package org.torrentxt.metrics.jmx;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.store.DhtStore;

/** The services by which the JMX whiteboard makes MBeans of sessions, of torrents if asked, and of the DHT store. Safe for use by several threads. */
public final class SessionBeans {
    private static final String NAME = "jmx.objectname";

    private final BundleContext context;
    private final Map<Object, Runnable> beans = new HashMap<>();

    /** Those that are registered in that context. */
    public SessionBeans(BundleContext context) {
        this.context = context;
    }

    /** Makes an MBean of a session, unless it is one. */
    public synchronized void add(TorrentSession session) {
        // The names of sessions consist of letters, digits, dots, dashes and underscores, which need no quotes.
        beans.computeIfAbsent(session, added -> {
            TorrentBeans torrents = new TorrentBeans(
                    session, (bean, keys) -> register(TorrentMXBean.class, bean, keys), System::nanoTime);
            ServiceRegistration<?> bean = register(
                    TorrentSessionMXBean.class,
                    new SessionBean(session, torrents, System::nanoTime),
                    "type=Session,name=" + session.name());
            return () -> {
                bean.unregister();
                torrents.clear();
            };
        });
    }

    /** Makes an MBean of the DHT store, unless it is one. */
    public synchronized void add(DhtStore store) {
        beans.computeIfAbsent(
                store,
                added -> register(DhtStoreMXBean.class, new StoreBean(store, System::nanoTime), "type=Store")
                        ::unregister);
    }

    private <T> ServiceRegistration<?> register(Class<T> type, T bean, String keys) {
        var properties = new Hashtable<String, Object>();
        properties.put(NAME, "org.torrentxt:" + keys);
        return context.registerService(type, bean, properties);
    }

    /** Ends that of a session, or of the store, if it is one. */
    public synchronized void remove(Object source) {
        Runnable end = beans.remove(source);
        if (end != null) {
            end.run();
        }
    }

    /** Ends all. */
    public synchronized void clear() {
        beans.values().forEach(Runnable::run);
        beans.clear();
    }
}
