package org.torrentxt.fleet.maven;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the repository of this node to those that Karaf asks, as the first one, while HTTP listens where it answers. Only
 * what Karaf reads is changed, not the configuration that is saved: it is gone with this object. One that an operator has
 * added stays where it is.
 */
final class MavenConfiguration implements ConfigurationPlugin, ServiceTrackerCustomizer<Object, Object>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MavenConfiguration.class);
    private static final String PID = "org.ops4j.pax.url.mvn";
    private static final String KEY = PID + ".repositories";
    private static final String RUNTIME = "org.osgi.service.http.runtime.HttpServiceRuntime"; // may not be there
    private static final String ENDPOINT = "osgi.http.endpoint";
    private static final String PATH = "/torrentxt-maven";
    private static final int RANKING = 500; // one that may change properties
    private static final Set<String> ALL = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]", "127.0.0.1", "localhost");
    private static final Set<String> LOOPBACK6 = Set.of("[::1]", "[0:0:0:0:0:0:0:1]");

    private final BundleContext context;
    private final ServiceTracker<Object, Object> runtimes;
    private final ServiceRegistration<?> registration;

    /** Adds the repository from now on. */
    MavenConfiguration(BundleContext context) {
        this.context = context;
        registration = context.registerService(
                ConfigurationPlugin.class,
                this,
                new Hashtable<>(Map.of(CM_TARGET, new String[] {PID}, CM_RANKING, RANKING)));
        runtimes = new ServiceTracker<>(context, RUNTIME, this);
        runtimes.open();
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reader, Dictionary<String, Object> properties) {
        endpoints()
                .flatMap(endpoint -> url(endpoint).stream())
                .findFirst()
                .ifPresent(url -> properties.put(KEY, with(url, properties.get(KEY))));
    }

    // Looked up, as it may be asked for before the tracker is there.
    private Stream<Object> endpoints() {
        try {
            ServiceReference<?>[] found = context.getServiceReferences(RUNTIME, null);
            return found == null ? Stream.empty() : Arrays.stream(found).map(each -> each.getProperty(ENDPOINT));
        } catch (InvalidSyntaxException | IllegalStateException e) { // this bundle is stopping
            return Stream.empty();
        }
    }

    /**
     * The URL of the repository.
     *
     * @param endpoints of HTTP: a URL, or several
     * @return empty if none of them is plain HTTP that this machine reaches at a loopback address
     */
    static Optional<String> url(Object endpoints) {
        Stream<?> all = endpoints instanceof Object[] several ? Arrays.stream(several) : Stream.ofNullable(endpoints);
        return all.flatMap(each -> loopback(String.valueOf(each)).stream()).findFirst();
    }

    private static Optional<String> loopback(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            String host = ALL.contains(String.valueOf(uri.getHost()))
                    ? "127.0.0.1"
                    : LOOPBACK6.contains(String.valueOf(uri.getHost())) ? "[::1]" : "";
            return "http".equals(uri.getScheme()) && !host.isEmpty() && uri.getPort() > 0
                    ? Optional.of("http://" + host + ":" + uri.getPort() + PATH + "@id=torrentxt-fleet")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The repositories with that one.
     *
     * @param former as configured: with a plus before those of Maven's settings; null for those only
     */
    static String with(String url, Object former) {
        String list = former == null ? "+" : String.valueOf(former).strip();
        if (list.contains(PATH)) {
            return list;
        }
        String plus = list.startsWith("+") ? "+" : "";
        String others = list.substring(plus.length()).strip();
        return plus + url + (others.isEmpty() ? "" : "," + others);
    }

    // Has those read it again who do that only when it changes.
    private void deliver() {
        try {
            ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
            ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
            if (admin == null) {
                return;
            }
            Configuration[] found = admin.listConfigurations("(service.pid=" + PID + ")");
            for (Configuration each : found == null ? new Configuration[0] : found) {
                each.update(); // as it is saved
            }
            context.ungetService(reference);
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.warn("Fleet: the Maven repository of this node is not added to those of Karaf: {}", e.getMessage());
        }
    }

    @Override
    public Object addingService(ServiceReference<Object> reference) {
        deliver();
        return reference;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Object tracked) {
        deliver();
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Object tracked) {
        deliver();
    }

    @Override
    public void close() {
        registration.unregister();
        runtimes.close(); // delivers once more
    }
}
