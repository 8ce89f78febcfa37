package org.torrentxt.health.felix;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.health.HealthComponent;

/**
 * Registers each check with Felix Health Checks. Exists only where these are installed, which their executor shows:
 * nothing of them is needed before.
 */
@Component(
        service = {},
        immediate = true)
public final class FelixChecks {
    private final Map<ServiceReference<HealthCheck>, ServiceRegistration<?>> registered = new HashMap<>();
    private final BundleContext context;
    private final Health health;

    /**
     * Called by Declarative Services.
     *
     * @param context of this bundle
     * @param health runs the checks
     * @param executor not used: without it, there are no Felix Health Checks
     */
    @Activate
    public FelixChecks(
            BundleContext context,
            @Reference Health health,
            @Reference ServiceReference<HealthCheckExecutor> executor) {
        this(context, health);
    }

    /** For use without Declarative Services. */
    FelixChecks(BundleContext context, Health health) {
        this.context = context;
        this.health = health;
    }

    /** Called by Declarative Services for each check that is added. */
    @Reference(
            service = HealthCheck.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void addCheck(ServiceReference<HealthCheck> reference) {
        String name = HealthComponent.name(reference);
        var properties = new Hashtable<String, Object>();
        properties.put(org.apache.felix.hc.api.HealthCheck.NAME, "TorrentXT " + name);
        properties.put(org.apache.felix.hc.api.HealthCheck.TAGS, new String[] {"torrentxt"});
        registered.put(
                reference,
                context.registerService(
                        org.apache.felix.hc.api.HealthCheck.class, new FelixCheck(health, name), properties));
    }

    /** Called by Declarative Services for each check that goes. */
    synchronized void removeCheck(ServiceReference<HealthCheck> reference) {
        ServiceRegistration<?> gone = registered.remove(reference);
        if (gone != null) {
            gone.unregister();
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    synchronized void close() {
        registered.values().forEach(ServiceRegistration::unregister);
        registered.clear();
    }
}
