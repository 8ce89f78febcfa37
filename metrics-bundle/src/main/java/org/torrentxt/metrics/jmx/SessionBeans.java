package org.torrentxt.metrics.jmx;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.torrentxt.api.TorrentSession;

/** The services by which the JMX whiteboard makes MBeans of sessions. Safe for use by several threads. */
public final class SessionBeans {
    private static final String NAME = "jmx.objectname";

    private final BundleContext context;
    private final Map<TorrentSession, ServiceRegistration<?>> beans = new HashMap<>();

    /** Those that are registered in that context. */
    public SessionBeans(BundleContext context) {
        this.context = context;
    }

    /** Makes an MBean of a session, unless it is one. */
    public synchronized void add(TorrentSession session) {
        beans.computeIfAbsent(session, this::register);
    }

    // The names of sessions consist of letters, digits, dots, dashes and underscores, which need no quotes.
    private ServiceRegistration<?> register(TorrentSession session) {
        var properties = new Hashtable<String, Object>();
        properties.put(NAME, "org.torrentxt:type=Session,name=" + session.name());
        return context.registerService(
                TorrentSessionMXBean.class, new SessionBean(session, System::nanoTime), properties);
    }

    /** Ends that of a session, if it is one. */
    public synchronized void remove(TorrentSession session) {
        ServiceRegistration<?> bean = beans.remove(session);
        if (bean != null) {
            bean.unregister();
        }
    }

    /** Ends all. */
    public synchronized void clear() {
        beans.values().forEach(ServiceRegistration::unregister);
        beans.clear();
    }
}
