package org.torrentxt.shell.support;

import java.util.List;
import java.util.Optional;

/**
 * The OSGi services there are at this moment. Commands ask for services when they run and are not injected with them:
 * Karaf takes all commands of a bundle away, and brings them back, whenever an injected service comes or goes.
 */
public interface Services {
    /** All services of that type, best first. */
    <T> List<T> all(Class<T> type);

    /** True if there is a service of that type; holds none. */
    default boolean isThere(Class<?> type) {
        return !all(type).isEmpty();
    }

    /** The best service of that type. */
    default <T> Optional<T> find(Class<T> type) {
        return all(type).stream().findFirst();
    }
}
