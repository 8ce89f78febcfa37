package org.torrentxt.impl.event;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** The reference of an EventHandler that the EventAdmin uses, or does not. */
final class FakeReference {
    static final Bundle EVENT_ADMIN = bundle("eventadmin");

    private static final Map<String, Object> PROPERTIES = Map.of(
            "component.name", "com.acme.Slow", "service.id", 57L, EventConstants.EVENT_TOPIC, "org/torrentxt/alert/*");

    volatile boolean isUsed;

    private final ServiceReference<EventHandler> service = proxy();

    ServiceReference<EventHandler> service() {
        return service;
    }

    private static Bundle bundle(String name) {
        return (Bundle) Proxy.newProxyInstance(
                FakeReference.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getSymbolicName" -> name;
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> name.hashCode();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @SuppressWarnings("unchecked")
    private ServiceReference<EventHandler> proxy() {
        Bundle owner = bundle("com.acme");
        return (ServiceReference<EventHandler>) Proxy.newProxyInstance(
                FakeReference.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> PROPERTIES.get(arguments[0]);
                    case "getBundle" -> owner;
                    case "getUsingBundles" -> isUsed ? new Bundle[] {EVENT_ADMIN} : null;
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
