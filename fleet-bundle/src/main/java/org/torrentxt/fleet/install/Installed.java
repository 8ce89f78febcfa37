package org.torrentxt.fleet.install;

import java.net.URI;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.fleet.InstallFeature;

/**
 * A feature that was installed for a deployment, or is about to be.
 *
 * @param content the torrent that it came with
 * @param wanted as stated
 * @param id in Karaf, {@code NAME/VERSION}
 * @param repository that was added for it
 * @param isOwn false if it was installed already, by others: then it is never uninstalled
 */
record Installed(InfoHash content, InstallFeature wanted, String id, URI repository, boolean isOwn) {
    /** Without the feature: only its repository is left. */
    Installed left() {
        return new Installed(content, wanted, id, repository, false);
    }

    boolean isFor(Wanted other) {
        return other.content().filter(content::equals).isPresent()
                && other.feature().filter(wanted::equals).isPresent();
    }
}
