package org.torrentxt.health.felix;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Registers each check with Felix Health Checks where these are installed, which their executor shows: nothing of them is
 * needed before. It is not waited for, as Karaf would show this bundle as waiting where there is none.
 */
@Component(
        service = {},
        immediate = true)
public final class FelixChecks {
    private final Map<ServiceReference<HealthCheck>, Optional<ServiceRegistration<?>>> checks = new HashMap<>();
    private final Set<ServiceReference<?>> executors = new HashSet<>();
    private final BundleContext context;
    private final Health health;

    /**
     * Called by Declarative Services.
     *
     * @param context of this bundle
     * @param health runs the checks
     */
    @Activate
    public FelixChecks(BundleContext context, @Reference Health health) {
        this.context = context;
        this.health = health;
    }

    /** Called by Declarative Services for each executor that is added; there is one at most. */
    @Reference(
            service = HealthCheckExecutor.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void addExecutor(ServiceReference<?> reference) {
        executors.add(reference);
        checks.replaceAll((check, before) -> before.or(() -> register(check)));
    }

    /** Called by Declarative Services for each executor that goes. */
    synchronized void removeExecutor(ServiceReference<?> reference) {
        executors.remove(reference);
        if (executors.isEmpty()) {
            checks.replaceAll((check, before) -> unregister(before));
        }
    }

    /** Called by Declarative Services for each check that is added. */
    @Reference(
            service = HealthCheck.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void addCheck(ServiceReference<HealthCheck> reference) {
        checks.put(reference, executors.isEmpty() ? Optional.empty() : register(reference));
    }

    private Optional<ServiceRegistration<?>> register(ServiceReference<HealthCheck> reference) {
        String name = HealthComponent.name(reference);
        var properties = new Hashtable<String, Object>();
        properties.put(org.apache.felix.hc.api.HealthCheck.NAME, "TorrentXT " + name);
        properties.put(org.apache.felix.hc.api.HealthCheck.TAGS, new String[] {"torrentxt"});
        return Optional.of(context.registerService(
                org.apache.felix.hc.api.HealthCheck.class, new FelixCheck(health, name), properties));
    }

    private static Optional<ServiceRegistration<?>> unregister(Optional<ServiceRegistration<?>> registration) {
        registration.ifPresent(ServiceRegistration::unregister);
        return Optional.empty();
    }

    /** Called by Declarative Services for each check that goes. */
    synchronized void removeCheck(ServiceReference<HealthCheck> reference) {
        Optional<ServiceRegistration<?>> gone = checks.remove(reference);
        if (gone != null) {
            unregister(gone);
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    synchronized void close() {
        checks.values().forEach(FelixChecks::unregister);
        checks.clear();
    }
}
