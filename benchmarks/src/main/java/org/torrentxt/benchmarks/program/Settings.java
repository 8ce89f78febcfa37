package org.torrentxt.benchmarks.program;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings of the engine as one word, for options and for arguments of processes. */
public final class Settings {
    private Settings() {}

    /** Reads {@code NAME=VALUE,...}. */
    public static Map<String, Object> read(String text) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String word : Arrays.stream(text.split(",")).map(String::strip).toList()) {
            String[] parts = word.split("=", 2);
            if (parts.length == 2) {
                settings.put(parts[0], parts[1]);
            } else if (!word.isEmpty()) {
                throw new IllegalArgumentException("invalid bench.settings '" + word + "': expected NAME=VALUE,...");
            }
        }
        return settings;
    }

    /** The text that {@link #read} reads. */
    public static String text(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(","));
    }
}
