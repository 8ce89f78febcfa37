package org.torrentxt.stage;

import java.util.Collection;

/**
 * Keeps objects that other bundles still hold harmless after the bundle that made them was refreshed: its former classes
 * cannot be loaded any more then, and a call that is the first to need one would end with an {@link Error}.
 */
public final class StaleClasses {
    private StaleClasses() {}

    /**
     * Loads all classes of a bundle that is stopping.
     *
     * @param resources their resources, such as {@code org/example/Some.class}
     */
    public static void load(Collection<String> resources, ClassLoader loader) {
        resources.forEach(resource -> load(resource, loader));
    }

    private static void load(String resource, ClassLoader loader) {
        String name = resource.replaceFirst("\\.class$", "").replace('/', '.');
        try {
            Class.forName(name, true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return; // it needs what is not there, as an optional import, so nobody has an object of it
        }
    }
}
