package org.torrentxt.shell.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.artifact.FeatureVersion;

/** The feature to install, as it is typed: {@code NAME} or {@code NAME/VERSION}. */
final class InstallWord {
    private InstallWord() {}

    /**
     * Reads both options. The version is that which Karaf has for it.
     *
     * @param feature null for none
     * @param repository null for the one in the content
     * @throws TorrentException INVALID_ARGUMENT for others
     */
    static Optional<InstallFeature> parse(String feature, String repository) {
        if (feature == null) {
            if (repository != null) {
                throw TorrentException.invalid("--repository needs --install");
            }
            return Optional.empty();
        }
        String[] parts = feature.split("/", 2);
        return Optional.of(InstallFeature.builder(parts[0])
                .version(parts.length > 1 && !parts[1].isEmpty() ? FeatureVersion.clean(parts[1]) : "")
                .repository(repository == null ? InstallFeature.REPOSITORY : repository)
                .build());
    }

    /**
     * Finds a mistake before the nodes do.
     *
     * @param content the file or folder that is deployed
     * @throws TorrentException INVALID_ARGUMENT if it does not have the repository
     */
    static void require(InstallFeature feature, Path content) {
        String repository = feature.repository();
        boolean isThere = repository.startsWith("mvn:")
                || Files.isRegularFile(content.resolve(repository))
                || Files.isRegularFile(content) && content.endsWith(repository);
        if (!isThere) {
            throw TorrentException.invalid("no features repository '" + repository + "' in " + content
                    + "; add it, or name it with --repository");
        }
    }
}
