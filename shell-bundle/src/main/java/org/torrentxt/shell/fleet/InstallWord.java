package org.torrentxt.shell.fleet;

import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.InstallFeature;

/** The feature to install, as it is typed: {@code NAME} or {@code NAME/VERSION}. */
final class InstallWord {
    private InstallWord() {}

    /**
     * Reads both options.
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
                .version(parts.length > 1 ? parts[1] : "")
                .repository(repository == null ? InstallFeature.REPOSITORY : repository)
                .build());
    }
}
