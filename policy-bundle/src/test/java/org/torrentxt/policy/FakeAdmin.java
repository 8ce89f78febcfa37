package org.torrentxt.policy;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A configuration admin with one configuration. */
final class FakeAdmin {
    private Hashtable<String, Object> properties;

    synchronized void write(Map<String, Object> values) {
        properties = new Hashtable<>(values);
    }

    synchronized Map<String, Object> written() {
        return properties == null ? Map.of() : Map.copyOf(properties);
    }

    ConfigurationAdmin service() {
        return proxy(ConfigurationAdmin.class, (method, arguments) -> proxy(Configuration.class, this::call));
    }

    @SuppressWarnings("unchecked")
    private synchronized Object call(String method, Object[] arguments) {
        switch (method) {
            case "getProperties":
                return properties == null ? null : new Hashtable<>(properties);
            case "updateIfDifferent":
                properties = new Hashtable<>();
                Dictionary<String, Object> given = (Dictionary<String, Object>) arguments[0];
                Collections.list(given.keys()).forEach(key -> properties.put(key, given.get(key)));
                return true;
            default:
                throw new UnsupportedOperationException(method);
        }
    }

    private interface Calls {
        Object call(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(method.getName(), arguments)));
    }
}
