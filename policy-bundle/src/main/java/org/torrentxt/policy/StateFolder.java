package org.torrentxt.policy;

import java.io.File;
import java.nio.file.Path;

/** The folder for what policies remember: {@code torrentxt/policy} below Karaf's folder. */
final class StateFolder {
    private StateFolder() {}

    /**
     * The folder.
     *
     * @param base Karaf's folder; null or empty outside Karaf
     * @param elsewhere the folder outside Karaf; null if the framework has none
     */
    static Path of(String base, File elsewhere) {
        if (base != null && !base.isBlank()) {
            return Path.of(base).toAbsolutePath().resolve("torrentxt").resolve("policy");
        }
        return elsewhere != null ? elsewhere.toPath() : Path.of("torrentxt", "policy");
    }
}
