package org.torrentxt.policy.watch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which folders are watched by which configuration, so that no file is added twice. */
final class WatchedFolders {
    private static final Map<Path, String> CLAIMED = new ConcurrentHashMap<>();

    private WatchedFolders() {}

    /** Claims a folder; the other configuration that has it already, if there is one. */
    static Optional<String> claim(Path folder, String pid) {
        return Optional.ofNullable(CLAIMED.putIfAbsent(folder, pid)).filter(other -> !other.equals(pid));
    }

    static boolean isClaimed(Path folder) {
        return CLAIMED.containsKey(folder);
    }

    static void release(Path folder, String pid) {
        CLAIMED.remove(folder, pid);
    }
}
