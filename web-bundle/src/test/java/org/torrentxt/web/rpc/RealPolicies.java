package org.torrentxt.web.rpc;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.policy.PolicyComponent;

/** The policies of a session as the bundle has them, without configuration admin and events. */
public final class RealPolicies implements AutoCloseable {
    private final PolicyComponent component;

    public RealPolicies(Path folder, TorrentSession session) {
        this(folder, session, Map.of());
    }

    /** With keys of their configuration. */
    RealPolicies(Path folder, TorrentSession session, Map<String, Object> configured) {
        BundleContext context = (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> folder.resolve("policy").toFile());
        Map<String, Object> properties = new HashMap<>(configured);
        properties.put("session", session.name());
        component = new PolicyComponent(context, properties);
        call("addSession", TorrentSession.class, session);
    }

    public SessionPolicies service() {
        return component;
    }

    // as Declarative Services does
    private void call(String method, Class<?> type, Object argument) {
        try {
            var declared = PolicyComponent.class.getDeclaredMethod(method, type);
            declared.setAccessible(true);
            declared.invoke(component, argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            var stop = PolicyComponent.class.getDeclaredMethod("stop");
            stop.setAccessible(true);
            stop.invoke(component);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
