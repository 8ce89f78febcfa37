package org.torrentxt.shell.transfer;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.shell.support.Services;

/** The configurations of this product, as files of the folder etc. */
final class Configurations {
    private static final String OURS = "(|(service.pid=org.torrentxt.*)(service.factoryPid=org.torrentxt.*))";
    private static final String TEMPORARY = "temporary"; // of a self-test
    private static final String FILE = "felix.fileinstall.filename";

    private final Services services;

    Configurations(Services services) {
        this.services = services;
    }

    /** The values as text by the names of the files; none without a ConfigurationAdmin. */
    Map<String, Map<String, String>> all() throws IOException {
        Map<String, Map<String, String>> all = new TreeMap<>();
        for (Configuration configuration : find()) {
            Dictionary<String, Object> properties = configuration.getProperties();
            if (properties != null && properties.get(TEMPORARY) == null) {
                all.put(file(properties), values(properties));
            }
        }
        return all;
    }

    private List<Configuration> find() throws IOException {
        Optional<ConfigurationAdmin> admin = services.find(ConfigurationAdmin.class);
        try {
            Configuration[] found = admin.isPresent() ? admin.get().listConfigurations(OURS) : null;
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("malformed: " + OURS, e);
        }
    }

    // the name that it had, or would have
    private static String file(Dictionary<String, Object> properties) {
        Object given = properties.get(FILE);
        String pid = String.valueOf(properties.get("service.pid"));
        Object factory = properties.get("service.factoryPid");
        String name = given != null
                ? String.valueOf(given).replaceFirst(".*[/\\\\]", "")
                : (factory == null ? pid : factory + "-" + pid.substring(Math.min(pid.length(), length(factory) + 1)))
                        + ".cfg";
        String plain = name.replaceAll("[^A-Za-z0-9._~-]", "_");
        return plain.substring(0, Math.min(plain.length(), 200));
    }

    private static int length(Object factory) {
        return String.valueOf(factory).length();
    }

    private static Map<String, String> values(Dictionary<String, Object> properties) {
        Map<String, String> values = new TreeMap<>();
        properties.keys().asIterator().forEachRemaining(key -> {
            if (!key.startsWith("service.") && !key.startsWith("felix.")) {
                values.put(key, text(properties.get(key)));
            }
        });
        return values;
    }

    private static String text(Object value) {
        List<String> parts = new ArrayList<>();
        if (value instanceof Collection<?> some) {
            some.forEach(part -> parts.add(String.valueOf(part)));
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                parts.add(String.valueOf(Array.get(value, i)));
            }
        } else {
            parts.add(String.valueOf(value));
        }
        return String.join(",", parts);
    }
}
