package org.torrentxt.health;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.osgi.framework.ServiceReference;
import org.torrentxt.api.health.HealthCheck;

/** References to checks, in the order of their rankings. */
public final class Checks {
    private Checks() {}

    /** A reference with these properties, among them {@code service.id} and {@code service.ranking}. */
    @SuppressWarnings("unchecked")
    public static ServiceReference<HealthCheck> reference(Map<String, Object> properties) {
        return (ServiceReference<HealthCheck>) Proxy.newProxyInstance(
                Checks.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> properties.get(arguments[0]);
                    case "compareTo" -> compare(self, arguments[0]);
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> properties.hashCode();
                    case "toString" -> properties.toString();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    // as the framework: by ranking, and of the same ranking the older one is greater
    private static int compare(Object one, Object other) {
        int byRanking = Integer.compare(property(one, "service.ranking"), property(other, "service.ranking"));
        return byRanking != 0 ? byRanking : Integer.compare(property(other, "service.id"), property(one, "service.id"));
    }

    private static int property(Object reference, String name) {
        Object value = ((ServiceReference<?>) reference).getProperty(name);
        return value == null ? 0 : ((Number) value).intValue();
    }

    /** One with that name, id and ranking. */
    public static ServiceReference<HealthCheck> reference(String name, long id, int ranking) {
        return reference(Map.of(HealthCheck.NAME, name, "service.id", id, "service.ranking", ranking));
    }
}
