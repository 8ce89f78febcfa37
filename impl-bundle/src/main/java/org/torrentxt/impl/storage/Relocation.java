package org.torrentxt.impl.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrentxt.impl.input.Folders;

/**
 * Moves files to another file system in steps: {@link #copy} copies and compares them in a hidden folder of the new
 * place, {@link #place} puts the copies in their places, {@link #setAside} takes the files from theirs, and {@link
 * #finish} deletes them. Until then {@link #undo} brings back all; what a process leaves behind that dies in between,
 * {@link Leftovers} puts in order.
 */
public final class Relocation {
    private final Path from;
    private final Path to;
    private final List<Path> files;
    private final Set<Path> replaceable;
    private final Path copies;
    private final Path aside;
    private final Set<Path> placed = new LinkedHashSet<>();
    private boolean claimed;

    /**
     * Files to move.
     *
     * @param from the folder they are in
     * @param to the folder for them, which exists
     * @param files their paths, relative to both folders; those that do not exist are skipped
     * @param replaceable those of them that replace an existing file
     * @param tag tells the hidden folders of one torrent from those of others
     */
    public Relocation(Path from, Path to, List<Path> files, Set<Path> replaceable, String tag) {
        this.from = from;
        this.to = to;
        this.files = files.stream()
                .filter(file -> Files.isRegularFile(from.resolve(file)))
                .toList();
        this.replaceable = Set.copyOf(replaceable);
        this.copies = Leftovers.copies(to, tag);
        this.aside = Leftovers.aside(from, tag);
    }

    /** Bytes of all files. */
    public long length() throws IOException {
        long length = 0;
        for (Path file : files) {
            length += Files.size(from.resolve(file));
        }
        return length;
    }

    /**
     * Copies all files and compares the copies; continues what an earlier attempt has begun.
     *
     * @param limit how many bytes there are at most, holes excluded
     * @param progress gets each byte twice, copied and compared; may throw to stop
     * @throws IOException if a file exists at the new place, there is not enough space, or a file cannot be copied
     */
    public void copy(long limit, FileCopy.Progress progress) throws IOException {
        claimed = Leftovers.claim(copies, aside);
        if (!claimed) {
            throw new FileSystemException(from.toString(), null, "another session is moving the same files");
        }
        Links.requireNone(to, List.of(to.relativize(copies).toString()));
        Links.requireNone(from, List.of(from.relativize(aside).toString()));
        Files.createDirectories(aside); // fails before anything is copied, if nothing can be taken from there
        if (Leftovers.isOf(copies, from)) {
            findPlaced();
        } else {
            Leftovers.begin(copies, from);
        }
        requireNoneThere();
        requireSpace(limit);
        for (Path file : files) {
            if (placed.contains(file)) {
                progress.add(2 * Files.size(from.resolve(file)));
            } else {
                Path copy = copyOf(file);
                Files.createDirectories(copy.getParent());
                FileCopy.copy(from.resolve(file), copy, progress);
            }
        }
    }

    private Path copyOf(Path file) {
        return Leftovers.files(copies).resolve(file);
    }

    // by an earlier attempt, which did not come to its end
    private void findPlaced() throws IOException {
        for (Path file : files) {
            Path target = to.resolve(file);
            if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                    && Files.mismatch(from.resolve(file), target) < 0) {
                placed.add(file);
            }
        }
    }

    private void requireNoneThere() throws IOException {
        for (Path file : files) {
            if (!placed.contains(file)) {
                requireFree(file);
            }
        }
    }

    private void requireFree(Path file) throws IOException {
        Path target = to.resolve(file);
        if (!replaceable.contains(file) && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    private void requireSpace(long limit) throws IOException {
        long present = 0;
        for (Path file : files) {
            Path copy = placed.contains(file) ? to.resolve(file) : copyOf(file);
            present += Files.exists(copy) ? Files.size(copy) : 0;
        }
        long needed = Math.min(length(), limit) - present;
        long free = Files.getFileStore(to).getUsableSpace();
        if (needed > free) {
            throw new NoSpaceException(to, needed, free);
        }
    }

    /** Puts the copies in their places, and has that written to disk. */
    public void place() throws IOException {
        for (Path file : files) {
            if (!placed.contains(file)) {
                Path target = to.resolve(file);
                Files.createDirectories(target.getParent());
                if (!Folders.isWithin(to, target)) {
                    throw new FileSystemException(target.toString(), null, "a symbolic link leads out of the folder");
                }
                requireFree(file); // none has come meanwhile
                rename(copyOf(file), target);
                placed.add(file);
            }
        }
        sync(files.stream().map(file -> to.resolve(file).getParent()).collect(Collectors.toSet()));
        Leftovers.markPlaced(copies);
    }

    private static void sync(Set<Path> folders) throws IOException {
        for (Path folder : folders) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Takes the files from the old place. */
    public void setAside() throws IOException {
        for (Path file : files) {
            Path kept = aside.resolve(file);
            Files.createDirectories(kept.getParent());
            rename(from.resolve(file), kept);
        }
    }

    private static void rename(Path source, Path target) throws IOException {
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new FileSystemException(
                    source.toString(), target.toString(), "another file system is mounted within the folder");
        }
    }

    /** Deletes what was set aside, and the folders that are empty then. */
    public void finish() throws IOException {
        try {
            Leftovers.deleteTree(aside);
            Leftovers.deleteTree(copies);
            files.forEach(file -> Folders.deleteEmptied(from, file));
        } finally {
            unclaim();
        }
    }

    private void unclaim() {
        claimed = false;
        Leftovers.unclaim(copies, aside);
    }

    /** Takes everything back; all files are where they were. */
    public void undo() throws IOException {
        if (!claimed) {
            return; // nothing was done
        }
        try {
            Leftovers.bringBack(aside, from);
            for (Path file : placed) {
                if (Files.exists(from.resolve(file))) { // else the copy is all there is
                    Files.deleteIfExists(to.resolve(file));
                    Folders.deleteEmptied(to, file);
                }
            }
            Leftovers.deleteTree(copies);
        } finally {
            unclaim();
        }
    }

    /** There is not enough space. */
    public static final class NoSpaceException extends FileSystemException {
        private static final long serialVersionUID = 1;

        NoSpaceException(Path folder, long needed, long free) {
            super(folder.toString(), null, "not enough space: " + needed + " bytes needed, " + free + " bytes free");
        }
    }
}
