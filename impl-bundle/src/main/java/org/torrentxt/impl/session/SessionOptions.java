package org.torrentxt.impl.session;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.NetworkMode;

/** Reads the configuration of a session, and says in words what is wrong with it. */
final class SessionOptions {
    private static final String SETTING_PREFIX = "setting.";
    // keys that stand for one setting of the engine
    private static final Map<String, String> SHORTHANDS = Map.of(
            "listen.interfaces", "listen_interfaces",
            "download.rate.limit", "download_rate_limit",
            "upload.rate.limit", "upload_rate_limit",
            "connections.limit", "connections_limit",
            "dht.bootstrap.nodes", "dht_bootstrap_nodes");
    private static final Set<String> OWN_KEYS = Set.of("name", "network", "save.path", "profile", "disk.io");
    // what ConfigurationAdmin, Declarative Services and fileinstall add
    private static final List<String> FOREIGN_PREFIXES = List.of("service.", "component.", "felix.", "karaf.", "osgi.");

    private SessionOptions() {}

    /**
     * Reads a configuration.
     *
     * @param properties by key; text or the types of the metatype
     * @throws TorrentException naming the key, the value and what would be right
     */
    static EngineOptions read(Map<String, ?> properties) {
        NetworkMode network = NetworkMode.parse(text(properties, "network", "local"));
        Map<String, Object> settings = new LinkedHashMap<>(
                Profile.parse(text(properties, "profile", "default")).settings());
        SHORTHANDS.forEach((key, setting) -> {
            String value = text(properties, key, "");
            if (!value.isEmpty() && !(key.equals("connections.limit") && value.equals("0"))) {
                settings.put(setting, value);
            }
        });
        properties.forEach((key, value) -> {
            if (key.startsWith(SETTING_PREFIX)) {
                settings.put(key.substring(SETTING_PREFIX.length()), value);
            }
        });
        return new EngineOptions(checkedName(properties), network, mmap(properties), savePath(properties), settings);
    }

    /** The configured session's name, as far as it is possible. */
    static String name(Map<String, ?> properties) {
        return text(properties, "name", "default");
    }

    private static String checkedName(Map<String, ?> properties) {
        String name = name(properties);
        if (!name.matches("[\\w.-]{1,64}")) {
            throw TorrentException.invalid("name '" + name
                    + "' is not possible; expected 1 to 64 letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    /** The keys that mean nothing, in order: misspelt ones, most likely. */
    static Set<String> unknownKeys(Map<String, ?> properties) {
        Set<String> unknown = new TreeSet<>(properties.keySet());
        unknown.removeIf(key -> OWN_KEYS.contains(key)
                || SHORTHANDS.containsKey(key)
                || key.startsWith(SETTING_PREFIX)
                || key.startsWith(".")
                || FOREIGN_PREFIXES.stream().anyMatch(key::startsWith));
        return unknown;
    }

    private static boolean mmap(Map<String, ?> properties) {
        String mode = text(properties, "disk.io", "posix");
        return switch (mode) {
            case "posix" -> false;
            case "mmap" -> true;
            default -> throw TorrentException.invalid("disk.io '" + mode + "' is unknown; expected posix or mmap");
        };
    }

    private static Path savePath(Map<String, ?> properties) {
        String path = text(properties, "save.path", "");
        try {
            return path.isEmpty()
                    ? Path.of(System.getProperty("karaf.data", "."), "torrentxt", "downloads")
                    : Path.of(path);
        } catch (InvalidPathException e) {
            throw TorrentException.invalid("save.path '" + path + "' is not a path: " + e.getReason());
        }
    }

    private static String text(Map<String, ?> properties, String key, String otherwise) {
        Object value = properties.get(key);
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? otherwise : text;
    }
}
