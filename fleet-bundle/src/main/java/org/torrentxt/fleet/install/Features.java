package org.torrentxt.fleet.install;

import java.net.URI;
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

    /** True if the feature is installed. */
    boolean isInstalled(String id) throws Exception;

    /** True if its bundles were started when it was installed. */
    boolean isStarted(String id) throws Exception;

    /** Installs a feature in place of other versions of it. */
    void install(String id) throws Exception;

    /** Uninstalls a feature. */
    void uninstall(String id) throws Exception;
}
