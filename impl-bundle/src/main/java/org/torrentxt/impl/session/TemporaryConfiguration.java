package org.torrentxt.impl.session;

import java.io.IOException;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configurations that are valid for one run of the framework, such as those of a self-test. The ConfigurationAdmin
 * stores them on disk like any other: after a {@code kill -9} they still exist at the next start, and must then be
 * deleted.
 */
final class TemporaryConfiguration {
    /**
     * The key that marks a configuration as temporary; its value is the framework's UUID, which is different in each
     * run.
     */
    static final String KEY = "temporary";

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryConfiguration.class);
    private static final String PID = "service.pid";

    private TemporaryConfiguration() {}

    /** True if it was created in an earlier run. */
    static boolean isLeftOver(BundleContext context, Map<String, ?> properties) {
        Object run = properties.get(KEY);
        return run != null && !run.equals(context.getProperty(Constants.FRAMEWORK_UUID));
    }

    /** Deletes it on a separate thread: the caller that delivers a configuration may wait for this one to return. */
    static void delete(BundleContext context, Map<String, ?> properties) {
        Thread thread = new Thread(() -> deleteNow(context, properties), "torrentxt-temporary");
        thread.setDaemon(true);
        thread.start();
    }

    private static void deleteNow(BundleContext context, Map<String, ?> properties) {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
        if (admin != null && properties.get(PID) instanceof String pid) {
            try {
                admin.getConfiguration(pid, "?").delete();
                LOG.info("Deleted temporary configuration {} of an earlier run", pid);
            } catch (IOException | IllegalStateException e) {
                LOG.warn("Could not delete temporary configuration {} of an earlier run: {}", pid, e.toString());
            } finally {
                context.ungetService(reference);
            }
        }
    }
}
