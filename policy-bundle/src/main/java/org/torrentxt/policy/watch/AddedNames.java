package org.torrentxt.policy.watch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Renames files that were added. */
final class AddedNames {
    private static final String SUFFIX = ".added";
    private static final int MAX_TRIES = 1_000;

    private AddedNames() {}

    /** Adds {@code .added} to the name of a file, with a number before it if there is one of that name. */
    static void rename(Path file) throws IOException {
        String name = file.getFileName().toString();
        for (int number = 1; number <= MAX_TRIES; number++) {
            Path renamed = file.resolveSibling(name + (number == 1 ? "" : "." + number) + SUFFIX);
            if (!Files.exists(renamed, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(file, renamed);
                return;
            }
        }
        throw new FileAlreadyExistsException(file + SUFFIX);
    }
}
