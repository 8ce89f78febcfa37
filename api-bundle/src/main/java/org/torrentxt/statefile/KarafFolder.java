package org.torrentxt.statefile;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the bundles keep what must last: below {@code torrentxt} in Karaf's folder {@code karaf.base}, of which {@code
 * bin/karaf clean} deletes only the data folder.
 */
public final class KarafFolder {
    private static final String OURS = "torrentxt";

    private KarafFolder() {}

    /**
     * A folder below {@code torrentxt}; absolute, and not created.
     *
     * @param karaf Karaf's folder; null or blank outside Karaf
     * @param names its name, or those of its parents and its own
     * @return empty outside Karaf
     */
    public static Optional<Path> find(String karaf, String... names) {
        return Optional.ofNullable(karaf).filter(text -> !text.isBlank()).map(text -> in(Path.of(text), names));
    }

    /**
     * As {@link #find}, but below the current folder outside Karaf.
     *
     * @param names its name, or those of its parents and its own
     */
    public static Path orCurrent(String karaf, String... names) {
        return find(karaf, names).orElseGet(() -> in(Path.of(""), names));
    }

    private static Path in(Path folder, String... names) {
        return folder.toAbsolutePath().normalize().resolve(Path.of(OURS, names));
    }
}
