package org.torrentxt.health.check;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * One read-only configuration.
 *
 * @param properties of that configuration
 */
record FakeConfigurations(Map<String, Object> properties) {
    /** A service that finds it for any filter. */
    ConfigurationAdmin admin() {
        return answering(ConfigurationAdmin.class, "listConfigurations", new Configuration[] {
            answering(Configuration.class, "getProperties", dictionary())
        });
    }

    private Dictionary<String, Object> dictionary() {
        return new Hashtable<>(properties);
    }

    private static <T> T answering(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            if (called.getName().equals(method)) {
                return answer;
            }
            throw new UnsupportedOperationException(called.getName());
        }));
    }
}
