package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.support.Services;

/** The folders that the configuration of a session names. */
final class ConfiguredFolders {
    private static final String FACTORY = "(service.factoryPid=" + TorrentSession.PID + ")";
    private static final Map<String, String> KEYS = Map.of("save.path", "save path", "state.dir", "state folder");

    private ConfiguredFolders() {}

    /**
     * The folders of a session, each under what it is for; none if no configuration names any.
     *
     * @throws IOException if the configurations cannot be read
     */
    static Map<String, Path> of(String session, Services services) throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        Optional<ConfigurationAdmin> admin = services.find(ConfigurationAdmin.class);
        if (admin.isPresent()) {
            for (Configuration configuration : configurations(admin.get())) {
                Dictionary<String, Object> properties = configuration.getProperties();
                if (session.equals(properties.get("name"))) {
                    KEYS.forEach((key, subject) ->
                            path(properties.get(key)).ifPresent(folder -> folders.put(subject, folder)));
                }
            }
        }
        return folders;
    }

    private static Configuration[] configurations(ConfigurationAdmin admin) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations(FACTORY);
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("malformed: " + FACTORY, e);
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
