package org.torrentxt.health.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.config.ConfigurationValues;

/** The folders named in configurations. */
final class ConfiguredFolders {
    private static final String DEFAULT_NAME = "default";

    private final Optional<ConfigurationAdmin> admin;

    /** The folders in the configurations of the ConfigurationAdmin; none if there is no such service. */
    ConfiguredFolders(Optional<ConfigurationAdmin> admin) {
        this.admin = admin;
    }

    /**
     * The folders of a session, each with its purpose.
     *
     * @throws IOException if the configurations cannot be read
     */
    Map<Path, String> ofSession(String session) throws IOException {
        Map<Path, String> folders = new LinkedHashMap<>();
        for (Configuration configuration : find("(service.factoryPid=" + TorrentSession.PID + ")")) {
            ConfigurationValues values = values(configuration);
            if (session.equals(values.list("name").orElse(DEFAULT_NAME))) {
                folder(values, "save.path").ifPresent(folder -> folders.put(folder, "save path"));
            }
        }
        return folders;
    }

    private List<Configuration> find(String filter) throws IOException {
        try {
            Configuration[] found = admin.isPresent() ? admin.get().listConfigurations(filter) : null;
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("malformed: " + filter, e);
        }
    }

    private static ConfigurationValues values(Configuration configuration) {
        Dictionary<String, Object> properties = configuration.getProperties();
        Map<String, Object> copy = new HashMap<>();
        properties.keys().asIterator().forEachRemaining(key -> copy.put(key, properties.get(key)));
        return new ConfigurationValues(copy);
    }

    private static Optional<Path> folder(ConfigurationValues values, String key) {
        try {
            return values.folder(key);
        } catch (TorrentException e) {
            return Optional.empty(); // reported as a problem of the session
        }
    }
}
