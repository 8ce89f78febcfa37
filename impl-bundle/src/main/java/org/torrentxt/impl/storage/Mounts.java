package org.torrentxt.impl.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Mount points of disks, where the file system tells devices apart; elsewhere there are none. */
public final class Mounts {
    private Mounts() {}

    /** Where the disk of an existing folder is mounted; empty for that of the root folder, or if it is not known. */
    public static Optional<Path> of(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        for (Path parent = place.getParent(); parent != null; parent = place.getParent()) {
            Optional<Object> device = device(place);
            if (device.isEmpty()) {
                return Optional.empty();
            }
            if (!device.equals(device(parent))) {
                return Optional.of(place);
            }
            place = parent;
        }
        return Optional.empty();
    }

    /** False if a folder that was a mount point no longer is, or has vanished. */
    public static boolean isMounted(Path mount) {
        Optional<Object> device = device(mount);
        return device.isPresent() && !device.equals(device(mount.getParent()));
    }

    private static Optional<Object> device(Path folder) {
        try {
            return Optional.of(Files.getAttribute(folder, "unix:dev"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
