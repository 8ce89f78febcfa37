package org.torrentxt.dht;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations of a store. */
final class Configurations {
    private Configurations() {}

    /** A configuration with these values by the names of the methods that give them; the rest is as it is by default. */
    static StoreConfiguration of(Map<String, String> values) {
        return (StoreConfiguration) Proxy.newProxyInstance(
                Configurations.class.getClassLoader(),
                new Class<?>[] {StoreConfiguration.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), (String) method.getDefaultValue()));
    }
}
