package org.torrentxt.shell.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;

/** Creates files that only their owner can read, as far as the file system supports it. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /**
     * Creates an empty file for its owner only, by POSIX permissions or an access control list.
     *
     * @return false if the file system supports neither, so that the rules of the folder or mount apply
     * @throws IOException if it cannot be created or already exists
     */
    public static boolean create(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return isRestricted(file);
        }
        Files.createFile(file);
        AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view == null) {
            return false;
        }
        AclEntry owner = AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(view.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build();
        view.setAcl(List.of(owner));
        return true;
    }

    // some mounts, such as FAT, ignore permissions
    private static boolean isRestricted(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                .endsWith("------");
    }
}
