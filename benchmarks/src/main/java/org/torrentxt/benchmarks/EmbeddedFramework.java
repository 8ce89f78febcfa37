package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.event.EventAdmin;

/**
 * An OSGi framework in this JVM that contains only Karaf's EventAdmin. TorrentXT's classes are outside, exported by the
 * framework itself.
 */
final class EmbeddedFramework implements AutoCloseable {
    private static final String EVENT_ADMIN = "org.apache.karaf.services.eventadmin-";
    private static final long STOP_MILLIS = 10_000;

    private final Framework framework;

    private EmbeddedFramework(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts one.
     *
     * @param storage a folder of its own
     */
    static EmbeddedFramework start(Path storage) throws IOException {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        EmbeddedFramework embedded = new EmbeddedFramework(factory.newFramework(Map.of(
                "org.osgi.framework.storage", storage.toString(),
                // bundles see the same event classes as we do
                "org.osgi.framework.system.packages.extra", "org.osgi.service.event;version=1.4.1",
                // as in Karaf's etc/org.apache.felix.eventadmin.impl.EventAdmin.cfg
                "org.apache.felix.eventadmin.AddTimestamp", "true",
                "org.apache.felix.eventadmin.AddSubject", "true")));
        try {
            embedded.framework.start();
            Path bundle = eventAdminBundle();
            embedded.context()
                    .installBundle("eventadmin", Files.newInputStream(bundle))
                    .start();
            return embedded;
        } catch (BundleException | IOException | RuntimeException e) {
            embedded.close();
            throw new IllegalStateException("no EventAdmin: " + e.getMessage(), e);
        }
    }

    private static Path eventAdminBundle() {
        return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(EVENT_ADMIN))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + EVENT_ADMIN + "*.jar on the class path"));
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    EventAdmin eventAdmin() {
        return context().getService(context().getServiceReference(EventAdmin.class));
    }

    @Override
    public void close() {
        try {
            framework.stop();
            if (framework.waitForStop(STOP_MILLIS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                System.err.println("the framework does not stop");
            }
        } catch (BundleException e) {
            System.err.println("the framework does not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
