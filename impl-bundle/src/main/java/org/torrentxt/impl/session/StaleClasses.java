package org.torrentxt.impl.session;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps torrents and sessions that other bundles still hold harmless after this bundle was refreshed: its former
 * classes cannot be loaded any more then, and a call that is the first to need one would end with an {@link Error}.
 */
final class StaleClasses {
    private static final Logger LOG = LoggerFactory.getLogger(StaleClasses.class);

    private StaleClasses() {}

    /** Loads all classes of a bundle that is stopping. */
    static void load(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null) {
            wiring.listResources("/", "*.class", BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE)
                    .forEach(resource -> load(resource, wiring.getClassLoader()));
        }
    }

    private static void load(String resource, ClassLoader loader) {
        String name = resource.replaceFirst("\\.class$", "").replace('/', '.');
        try {
            Class.forName(name, true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug(
                    "Class {} cannot be loaded", name, e); // it needs what is not there, so nobody has an object of it
        }
    }
}
