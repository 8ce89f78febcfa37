package org.torrentxt.impl.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM in a mount namespace of its own: below a folder, {@code small} is a file system in memory of 2 MiB, and {@code
 * bound} is a second mount of {@code origin}.
 */
final class MountNamespace {
    private static final String SET_UP = """
        set -e
        mkdir "$1/small" "$1/origin" "$1/bound"
        mount -t tmpfs -o size=2m tmpfs "$1/small"
        mount --bind "$1/origin" "$1/bound"
        shift
        exec "$@"
        """;

    private MountNamespace() {}

    /** Runs a class's {@code main} with that folder; see {@link Namespace#assertEnds}. */
    static void assertEnds(Class<?> main, Path folder) throws IOException, InterruptedException {
        Namespace.assertEnds(List.of("-m"), SET_UP, folder, main, folder);
    }
}
