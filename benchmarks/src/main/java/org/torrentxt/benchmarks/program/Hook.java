package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A command for a program to run when it has finished. */
final class Hook {
    private Hook() {}

    /**
     * Writes it.
     *
     * @param folder of the command
     * @param file that it creates; its path must not contain quotes
     * @return the command
     */
    static Path create(Path folder, Path file) throws IOException {
        Path hook = Files.writeString(folder.resolve("hook"), "#!/bin/sh\n: > '" + file + "'\n");
        return Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
    }
}
