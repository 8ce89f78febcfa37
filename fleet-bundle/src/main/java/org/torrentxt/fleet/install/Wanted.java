package org.torrentxt.fleet.install;

import java.nio.file.Path;
import java.util.Optional;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.fleet.statement.StatementId;

/**
 * What is to be installed for a deployment whose content is complete.
 *
 * @param id of the statement
 * @param content the torrent; empty if none is deployed here
 * @param feature empty to uninstall what was installed for the deployment
 * @param root the content's file or folder
 */
public record Wanted(StatementId id, Optional<InfoHash> content, Optional<InstallFeature> feature, Path root) {
    /** Nothing: what was installed for the deployment is uninstalled. */
    public static Wanted nothing(StatementId id) {
        return new Wanted(id, Optional.empty(), Optional.empty(), Path.of(""));
    }
}
