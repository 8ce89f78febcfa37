package org.torrentxt.statefile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.torrentxt.failure.Reasons;

/**
 * The state files of one folder, written on the caller's thread: a change is on disk when its method returns, and one
 * that fails changes nothing. Files are replaced atomically, and damaged ones set aside, as in a {@link StateFolder}. A
 * file is overwritten only if it was read or written by this object, as one that could not be read may be valid. The
 * folder is created with its first file. Thread-safe.
 */
public final class StateFiles {
    private final Disk disk;
    private final StateListener listener;
    private final DamagedFiles damaged;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * Creates an instance.
     *
     * @param maxLength of files in bytes
     * @param listener is told of files that cannot be used
     */
    public StateFiles(Path folder, int maxLength, StateListener listener) {
        this(FolderDisk.unlocked(folder, maxLength), listener);
    }

    StateFiles(Disk disk, StateListener listener) {
        this.disk = disk;
        this.listener = listener;
        this.damaged = new DamagedFiles(disk, listener);
    }

    /**
     * Deletes temporary files of a process that was killed; must not be called while a file is being written.
     *
     * @throws IOException if that fails
     */
    public void cleanUp() throws IOException {
        if (disk.isThere()) {
            damaged.cleanUp();
        }
    }

    /**
     * Deletes temporary files of a process that was killed while it wrote that file, in a folder in which others may be
     * writing theirs.
     *
     * @throws IOException if that fails
     */
    public void cleanUp(String name) throws IOException {
        if (disk.isThere()) {
            String temporary = Pattern.quote("." + name + "-") + "[0-9a-f]+" + Pattern.quote(StateWriter.TEMPORARY);
            damaged.cleanUp(Pattern.compile(temporary).asMatchPredicate());
        }
    }

    /**
     * The names of files with that suffix, sorted.
     *
     * @throws IOException if the folder cannot be read; not if there is none
     */
    public List<String> names(String suffix) throws IOException {
        return disk.isThere()
                ? disk.names().stream()
                        .filter(name -> name.endsWith(suffix))
                        .sorted()
                        .toList()
                : List.of();
    }

    /**
     * Reads a file. One that is damaged is set aside, one that cannot be read now, or only by a newer version, is left
     * unchanged; the listener is told. If there is none, it is not.
     *
     * @return true if the reader accepted it
     */
    public boolean read(String name, StateFolder.Reader reader) {
        try {
            byte[] content = content(name);
            reader.read(content);
            known.add(name);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (Unreadable e) {
            refuse(name, Reasons.withFile(e.getCause()));
        } catch (NewerVersionException e) {
            refuse(name, e.getMessage());
        } catch (IOException | RuntimeException e) { // whatever it is, the others are read
            setAside(name, Reasons.withFile(e));
        }
        return false;
    }

    private byte[] content(String name) throws IOException {
        try {
            return disk.read(name);
        } catch (UnusableFileException | NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    private static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(IOException cause) {
            super(cause);
        }
    }

    private void setAside(String name, String reason) {
        try {
            damaged.setAside(name, reason);
            disk.force();
        } catch (IOException e) {
            refuse(name, reason + "; and it cannot be set aside: " + Reasons.withFile(e));
        }
    }

    private void refuse(String name, String reason) {
        listener.refused(Path.of(disk.path(name)), reason);
    }

    /**
     * Writes a file, replacing one that was read or written before.
     *
     * @throws FileAlreadyExistsException if there is another one
     * @throws IOException if it cannot be written
     */
    public synchronized void save(String name, byte[] content) throws IOException {
        if (!known.contains(name) && disk.exists(name)) {
            throw new FileAlreadyExistsException(disk.path(name));
        }
        String temporary = write(name, content);
        try {
            disk.rename(temporary, name);
            disk.force();
            known.add(name);
        } finally {
            disk.delete(temporary);
        }
    }

    /**
     * Writes a new file.
     *
     * @return false if there already is one; it is unchanged
     * @throws IOException if it cannot be written
     */
    public synchronized boolean create(String name, byte[] content) throws IOException {
        String temporary = write(name, content);
        try {
            disk.link(temporary, name);
            disk.force();
            known.add(name);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            disk.delete(temporary);
        }
    }

    // With a name that no other process uses.
    private String write(String name, byte[] content) throws IOException {
        String temporary = StateWriter.temporary(name + "-" + Long.toHexString(System.nanoTime()));
        disk.createFolder();
        try {
            disk.create(temporary, content);
            return temporary;
        } catch (IOException | RuntimeException e) {
            disk.delete(temporary);
            throw e;
        }
    }

    /**
     * Deletes a file, if there is one.
     *
     * @throws IOException if that fails
     */
    public synchronized void delete(String name) throws IOException {
        if (disk.exists(name)) {
            disk.delete(name);
            disk.force();
        }
        known.remove(name);
    }

    /**
     * Opens a file that may be a link, as to a secret kept elsewhere.
     *
     * @throws IOException if it cannot be read, or is not a regular file: a pipe would block forever
     */
    public static InputStream open(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a regular file");
        }
        return Files.newInputStream(file);
    }

    /** Why something failed, in words: the message of most of these exceptions is only the path. */
    public static String reason(Throwable e) {
        return Reasons.withFile(e);
    }
}
