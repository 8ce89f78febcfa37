package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in the state folder of a session. */
final class StateFiles {
    private static final String EXPECTED = "[0-9]+\\.resume|session\\.state|ip-filter\\.state|ids\\.state|\\.lock";

    private StateFiles() {}

    /** The number of torrents that are saved. */
    static long torrents(Path folder) throws IOException {
        return names(folder).stream().filter(name -> name.endsWith(".resume")).count();
    }

    /**
     * Waits until the folder has nothing that is incomplete, damaged or unknown: while a session saves, there are
     * temporary files for moments.
     */
    static void awaitNothingElse(Path folder) throws Exception {
        assertThat(names(folder)).isNotEmpty();
        Await.until(
                "only state files in " + folder, () -> names(folder).stream().allMatch(name -> name.matches(EXPECTED)));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
