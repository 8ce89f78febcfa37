package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file that qBittorrent locks while it runs: {@code lockfile} in its configuration folder, which is another one than
 * that of its data. One that is left by a killed process is not locked.
 */
final class QBittorrentLock {
    private static final String NAME = "lockfile";

    private QBittorrentLock() {}

    /** The locked file that belongs to a folder {@code BT_backup}; empty if there is none. */
    static Optional<Path> held(Path backup) {
        return places(backup)
                .map(place -> place.resolve(NAME))
                .filter(QBittorrentLock::isLocked)
                .findFirst();
    }

    private static Stream<Path> places(Path backup) {
        Path data = backup.getParent(); // ~/.local/share/qBittorrent, or PROFILE/qBittorrent/data
        if (data == null) {
            return Stream.of(backup);
        }
        Path home = data;
        for (String name : List.of("share", ".local", "")) {
            Path parent = home == null ? null : home.getParent();
            home = parent != null && (name.isEmpty() || parent.endsWith(name)) ? parent : null;
        }
        return Stream.of(
                        backup,
                        data,
                        data.resolveSibling("config"),
                        home == null ? null : home.resolve(".config").resolve("qBittorrent"))
                .filter(Objects::nonNull);
    }

    // A shared lock of our own, for a moment, which is refused while there is an exclusive one.
    private static boolean isLocked(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false; // that cannot be told, such as on a file system without locks
        }
    }
}
