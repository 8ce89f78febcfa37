package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.support.Services;

/** The folders that configurations name. */
final class ConfiguredFolders {
    private static final String DEFAULT_NAME = "default";

    private final Services services;

    /** Those of the configurations that the services know; none if there is no ConfigurationAdmin. */
    ConfiguredFolders(Services services) {
        this.services = services;
    }

    /**
     * The folders of a session, each with what it is for.
     *
     * @throws IOException if the configurations cannot be read
     */
    Map<Path, String> ofSession(String session) throws IOException {
        Map<Path, String> folders = new LinkedHashMap<>();
        for (Configuration configuration : find("(service.factoryPid=" + TorrentSession.PID + ")")) {
            Dictionary<String, Object> properties = configuration.getProperties();
            Object name = properties.get("name");
            if (session.equals(name == null ? DEFAULT_NAME : name)) {
                path(properties.get("save.path")).ifPresent(folder -> folders.put(folder, "save path"));
                path(properties.get("state.dir")).ifPresent(folder -> folders.put(folder, "state folder"));
            }
        }
        return folders;
    }

    /**
     * The folder of the DHT store; empty if none is configured.
     *
     * @throws IOException if the configurations cannot be read
     */
    Optional<Path> ofStore() throws IOException {
        return find("(service.pid=" + DhtStore.PID + ")").stream()
                .flatMap(configuration -> path(configuration.getProperties().get("state.dir")).stream())
                .findFirst();
    }

    private List<Configuration> find(String filter) throws IOException {
        Optional<ConfigurationAdmin> admin = services.find(ConfigurationAdmin.class);
        try {
            Configuration[] found = admin.isPresent() ? admin.get().listConfigurations(filter) : null;
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("malformed: " + filter, e);
        }
    }

    private static Optional<Path> path(Object value) {
        String text = value == null ? "" : value.toString().strip();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty(); // the session itself says so, and does not run
        }
    }
}
