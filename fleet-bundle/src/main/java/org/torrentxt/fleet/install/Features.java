package org.torrentxt.fleet.install;

import java.net.URI;
import java.util.Set;
import org.torrentxt.api.fleet.InstallFeature;

/** Features of this Karaf. A feature is named by its id, {@code NAME/VERSION}. Each call may take minutes, and fail. */
public interface Features {
    /**
     * The id of a feature of a repository, which need not have been added.
     *
     * @throws Exception if it cannot be read, or has no such feature
     */
    String find(URI repository, InstallFeature feature) throws Exception;

    /** Adds a repository; one that was added is left as it is. */
    void add(URI repository) throws Exception;

    /** Removes a repository, if there is such a one. */
    void remove(URI repository) throws Exception;

    /** The ids of features that are installed by themselves, not only as others need them; started or not. */
    Set<String> required() throws Exception;

    /** True if its bundles are started. */
    boolean isStarted(String id) throws Exception;

    /**
     * Installs a feature in place of other versions of it, or starts those of its bundles that are not started.
     *
     * @throws Exception if it could not be installed, or is installed, and bundles cannot be started
     */
    void install(String id) throws Exception;

    /** Uninstalls a feature that is required. */
    void uninstall(String id) throws Exception;
}
