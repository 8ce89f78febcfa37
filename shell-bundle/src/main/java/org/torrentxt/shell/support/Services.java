package org.torrentxt.shell.support;

import java.util.List;
import java.util.Optional;

/**
 * The OSGi services currently available. Commands look up services when they run instead of having them injected:
 * Karaf unregisters and re-registers all commands of a bundle whenever an injected service comes or goes.
 */
public interface Services {
    /** All services of that type, best first. */
    <T> List<T> all(Class<T> type);

    /** True if there is a service of that type; does not hold it. */
    default boolean isThere(Class<?> type) {
        return !all(type).isEmpty();
    }

    /** The best service of that type. */
    default <T> Optional<T> find(Class<T> type) {
        return all(type).stream().findFirst();
    }
}
