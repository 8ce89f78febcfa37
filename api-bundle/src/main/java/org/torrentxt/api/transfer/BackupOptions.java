package org.torrentxt.api.transfer;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.torrentxt.api.TorrentException;

/** What a backup contains beside the state of the session. Immutable. */
public final class BackupOptions {
    private static final BackupOptions DEFAULTS = new BackupOptions(false, Map.of());

    private final boolean hasSecrets;
    private final Map<String, Map<String, String>> configurations;

    private BackupOptions(boolean hasSecrets, Map<String, Map<String, String>> configurations) {
        this.hasSecrets = hasSecrets;
        this.configurations = configurations;
    }

    /** No secrets, and no configurations. */
    public static BackupOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with secrets: URLs with passwords or passkeys, passwords of settings and of configurations. Without these,
     * a URL that is not known to be harmless is omitted as a whole.
     */
    public BackupOptions withSecrets() {
        return new BackupOptions(true, configurations);
    }

    /**
     * The same with another configuration.
     *
     * @param file its file in the folder {@code etc}, such as {@code org.torrentxt.session-default.cfg}, not null
     * @param properties its values as text, not null and without nulls; copied
     * @throws TorrentException {@link org.torrentxt.api.ErrorCode#INVALID_ARGUMENT} if that is no name of a file, with
     *     letters, digits, dots, hyphens, underscores and tildes
     */
    public BackupOptions configuration(String file, Map<String, String> properties) {
        if (!Objects.requireNonNull(file, "file").matches("[A-Za-z0-9][A-Za-z0-9._~-]{0,199}")) {
            throw TorrentException.invalid("invalid name of a configuration file: '"
                    + file.substring(0, Math.min(file.length(), 200)) + "'; expected letters,"
                    + " digits, dots, hyphens, underscores and tildes");
        }
        Map<String, Map<String, String>> more = new TreeMap<>(configurations);
        more.put(file, Map.copyOf(Objects.requireNonNull(properties, "properties")));
        return new BackupOptions(hasSecrets, Collections.unmodifiableMap(more));
    }

    /** True if secrets are included. */
    public boolean hasSecrets() {
        return hasSecrets;
    }

    /** The configurations by the names of their files. */
    public Map<String, Map<String, String>> configurations() {
        return configurations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackupOptions that
                && that.hasSecrets == hasSecrets
                && that.configurations.equals(configurations);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hasSecrets, configurations);
    }

    /** Without the values of the configurations, which may be secret. */
    @Override
    public String toString() {
        return (hasSecrets ? "with" : "without") + " secrets, configurations " + configurations.keySet();
    }
}
