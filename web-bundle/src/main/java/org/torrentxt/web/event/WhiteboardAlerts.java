package org.torrentxt.web.event;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;

/** The alerts that sessions deliver to services. */
record WhiteboardAlerts(BundleContext context) implements AlertSource {
    @Override
    public Subscription subscribe(String session, Set<AlertType> types, AlertListener listener) {
        ServiceRegistration<AlertListener> registration =
                context.registerService(AlertListener.class, listener, properties(session, types));
        return new Subscription() {
            @Override
            public void setTypes(Set<AlertType> others) {
                registration.setProperties(properties(session, others));
            }

            @Override
            public void close() {
                registration.unregister();
            }
        };
    }

    private static Dictionary<String, Object> properties(String session, Set<AlertType> types) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(AlertListener.SESSION, session);
        properties.put(
                AlertListener.TYPES, types.stream().map(AlertType::alertName).toArray(String[]::new));
        return properties;
    }
}
