package org.torrentxt.policy;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.failure.Reasons;

/**
 * Writes values into a configuration, as the command {@code config:property-set} does: Karaf writes them into the file
 * that the configuration is from.
 */
final class ConfigurationWriter {
    private final String pid;
    private volatile ConfigurationAdmin admin;

    /** Writes into the configuration with that PID; empty if it has none. */
    ConfigurationWriter(String pid) {
        this.pid = pid;
    }

    synchronized void use(ConfigurationAdmin added) {
        admin = added;
    }

    synchronized void leave(ConfigurationAdmin removed) {
        if (admin == removed) {
            admin = null;
        }
    }

    /** What is written now; empty if it cannot be read. */
    Optional<Map<String, Object>> read() {
        ConfigurationAdmin current = admin;
        if (current == null || pid.isEmpty()) {
            return Optional.empty();
        }
        try {
            Dictionary<String, Object> properties =
                    current.getConfiguration(pid, "?").getProperties();
            Map<String, Object> values = new HashMap<>();
            if (properties != null) {
                for (Enumeration<String> keys = properties.keys(); keys.hasMoreElements(); ) {
                    String key = keys.nextElement();
                    values.put(key, properties.get(key));
                }
            }
            return Optional.of(values);
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes values; others remain. No effect without a configuration admin, as outside OSGi.
     *
     * @throws TorrentException {@link ErrorCode#GENERIC} if they cannot be written
     */
    void write(Map<String, String> values) {
        ConfigurationAdmin current = admin;
        if (current == null || pid.isEmpty()) {
            return;
        }
        try {
            Configuration configuration = current.getConfiguration(pid, "?");
            Dictionary<String, Object> properties =
                    Optional.ofNullable(configuration.getProperties()).orElseGet(Hashtable::new);
            values.forEach(properties::put);
            configuration.updateIfDifferent(properties);
        } catch (IOException | IllegalStateException e) {
            throw new TorrentException(
                    ErrorCode.GENERIC,
                    "cannot write configuration " + pid + ": " + Reasons.of(e) + "; the change lasts until the bundle"
                            + " org.torrentxt.policy is restarted",
                    e);
        }
    }
}
