package org.torrentxt.statefile;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of one folder by name, and the few operations that state files need: {@link FolderDisk}, or a disk that
 * loses power in tests. May be called from several threads, for different names.
 */
interface Disk extends AutoCloseable {
    /**
     * Ensures that no other process uses the folder, and that it is still there; called before each round of changes.
     *
     * @return true if another folder has taken its place, so that what was saved is no longer there
     * @throws FolderInUseException if another process uses it
     * @throws UnusableFileException if something else is in the place of the lock; to be set aside
     * @throws IOException if it cannot be used now, or another folder with state files has taken its place
     */
    boolean hold() throws IOException;

    /**
     * Why others could change the files, in words; empty if they cannot, or that is not known.
     */
    default Optional<String> weakness() {
        return Optional.empty();
    }

    /** False if there is no folder, which is created with the first file. */
    boolean isThere();

    /** Creates the folder, and its parents with default permissions, unless it exists. */
    void createFolder() throws IOException;

    /** The names of all files, in no particular order. */
    List<String> names() throws IOException;

    /**
     * The content of a file.
     *
     * @throws UnusableFileException if it must not be used, whatever it contains: a link, or a file of somebody else
     * @throws IOException if it cannot be read now
     */
    byte[] read(String name) throws IOException;

    /** True if there is anything with that name. */
    boolean exists(String name) throws IOException;

    /** Creates a file that only the owner can read, with content that is on disk when this returns. */
    void create(String name, byte[] content) throws IOException;

    /** Renames a file atomically, replacing one with the other name. */
    void rename(String name, String other) throws IOException;

    /**
     * Gives a file another name in addition, never replacing one with that name.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    void link(String name, String other) throws IOException;

    /**
     * Deletes a file, if there is one.
     *
     * @throws java.nio.file.DirectoryNotEmptyException if it is a folder with files
     */
    void delete(String name) throws IOException;

    /** Returns when all that was renamed and deleted so far is on disk. */
    void force() throws IOException;

    /** A file's path, for messages. */
    String path(String name);

    /** Lets others use the folder. */
    @Override
    void close();
}
