package org.torrentxt.statefile;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.torrentxt.failure.Reasons;

/**
 * A folder with state files, which one process uses at a time. Files are replaced atomically by one thread; at any moment
 * the former or the new content is complete on disk. Damaged files are set aside and never overwritten. All members may
 * be called from any thread; none waits for the disk, except {@link #open}, {@link #names}, {@link #read},
 * {@link #flush} and {@link #close}.
 */
public final class StateFolder implements AutoCloseable {
    /** Reads the content of one file. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads a file.
         *
         * @throws NewerVersionException if only a newer version can read it
         * @throws IOException if it is damaged, as any {@link RuntimeException}
         */
        void read(byte[] content) throws IOException;
    }

    /** The maximum length of a file in bytes: 96 MiB. */
    public static final int MAX_LENGTH = 96 * 1024 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    /** A file that never exists; deleting it shows whether the folder can be written. */
    private static final String ATTEMPT = StateWriter.temporary("attempt");

    private static final int MAX_BATCH = 512;
    private static final int HELPERS = 16;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(30);

    private final Disk disk;
    private final StateListener listener;
    private final DamagedFiles damaged;
    private volatile Duration interval;
    private final PendingChanges changes = new PendingChanges(MAX_BATCH);
    private final Set<String> untouchable = ConcurrentHashMap.newKeySet();
    private final StateWriter writer;
    private final Thread thread;

    StateFolder(Disk disk, String threadName, Duration interval, Duration firstPause, StateListener listener) {
        this.disk = disk;
        this.listener = listener;
        this.damaged = new DamagedFiles(disk, listener);
        this.interval = interval;
        this.writer = new StateWriter(disk, changes, listener, damaged, helpers(threadName), firstPause, LAST_PAUSE);
        this.thread = new Thread(writer, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private static ThreadPoolExecutor helpers(String threadName) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor helpers =
                new ThreadPoolExecutor(HELPERS, HELPERS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread helper = new Thread(task, threadName + "-" + number.incrementAndGet());
                    helper.setDaemon(true);
                    return helper;
                });
        helpers.allowCoreThreadTimeOut(true);
        return helpers;
    }

    /**
     * Opens a folder, creates it if necessary, and deletes temporary files of a process that was killed. A folder that
     * cannot be written is opened nevertheless: its files can be read, and changes are saved once that is possible.
     *
     * @param folder created for its owner alone
     * @param holder who uses it, for messages to others, such as {@code session 'default'}
     * @param threadName the name of the thread that writes
     * @param interval how long changes may wait that are not urgent
     * @throws FolderInUseException if another process or session uses it
     * @throws IOException if it does not exist and cannot be created
     */
    public static StateFolder open(
            Path folder, String holder, String threadName, Duration interval, StateListener listener)
            throws IOException {
        return open(disk(folder, holder), threadName, interval, FIRST_PAUSE, listener);
    }

    /**
     * Checks that a folder is free and can be written, and creates it if necessary.
     *
     * @param holder who wants to use it, for messages to others
     * @throws FolderInUseException if another process or session uses it
     * @throws IOException if it cannot be created or written
     */
    public static void check(Path folder, String holder) throws IOException {
        try (FolderDisk disk = disk(folder, holder)) {
            disk.hold();
            disk.create(ATTEMPT, new byte[0]);
            disk.delete(ATTEMPT);
        } catch (UnusableFileException e) {
            return; // is set aside when the folder is opened
        } catch (FileSystemException e) {
            throw new IOException(Reasons.withFile(e), e);
        }
    }

    private static FolderDisk disk(Path folder, String holder) throws IOException {
        try {
            return new FolderDisk(folder, holder, MAX_LENGTH);
        } catch (FileSystemException e) {
            throw new IOException(Reasons.withFile(e), e);
        }
    }

    static StateFolder open(
            Disk disk, String threadName, Duration interval, Duration firstPause, StateListener listener)
            throws FolderInUseException {
        boolean isUsable;
        try {
            DamagedFiles damaged = new DamagedFiles(disk, listener);
            damaged.hold();
            damaged.cleanUp();
            isUsable = true;
        } catch (FolderInUseException e) {
            throw e;
        } catch (IOException e) {
            isUsable = false;
        }
        StateFolder folder = new StateFolder(disk, threadName, interval, firstPause, listener);
        if (!isUsable) {
            folder.changes.put(ATTEMPT, null, System.nanoTime());
        }
        return folder;
    }

    /**
     * The names of all state files, sorted. Those of damaged files are not among them; but see {@link #allNames()}.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<String> names() throws IOException {
        return disk.names().stream()
                .filter(name -> NAME.matcher(name).matches())
                .filter(name -> !DamagedFiles.NAME.matcher(name).matches())
                .sorted()
                .toList();
    }

    /**
     * The names of files that no state file can have, sorted, without hidden ones and those that have been set aside.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<String> otherNames() throws IOException {
        return disk.names().stream()
                .filter(name -> !name.startsWith(".") && !NAME.matcher(name).matches())
                .filter(name -> !DamagedFiles.NAME.matcher(name).matches())
                .sorted()
                .toList();
    }

    /** Why others could change the files, in words; empty if they cannot. */
    public Optional<String> weakness() {
        return disk.weakness();
    }

    /**
     * The names of all state files, including those that have been set aside, with the names that they had.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<String> allNames() throws IOException {
        return disk.names().stream()
                .map(name -> DamagedFiles.NAME.matcher(name).replaceFirst("$1"))
                .filter(name -> NAME.matcher(name).matches())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Reads a file; must not be called while it is being saved. Reports files that cannot be used: damaged ones are set
     * aside, others are left unchanged and never overwritten.
     *
     * @return true if the reader accepted it
     */
    public boolean read(String name, Reader reader) {
        byte[] content;
        try {
            content = disk.read(name);
        } catch (NoSuchFileException e) {
            return false; // deleted since it was listed
        } catch (UnusableFileException e) {
            setAside(name, e.getMessage());
            return false;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            refuse(name, Reasons.withFile(e));
            return false;
        }
        try {
            reader.read(content);
            writer.known(name, content);
            return true;
        } catch (NewerVersionException e) {
            refuse(name, e.getMessage());
        } catch (OutOfMemoryError e) {
            refuse(name, "not enough memory to read it");
        } catch (IOException | RuntimeException | StackOverflowError e) { // whatever it is, the others are read
            setAside(name, Reasons.withFile(e));
        }
        return false;
    }

    /**
     * The content of a file as it is on disk, also while it is being saved. Unlike {@link #read}, reports nothing, and
     * sets nothing aside.
     *
     * @throws IOException if there is none, it cannot be read, or must not be used
     */
    public byte[] content(String name) throws IOException {
        requireName(name);
        return disk.read(name);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches() || DamagedFiles.NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("invalid name of a state file: " + name);
        }
    }

    private void refuse(String name, String reason) {
        untouchable.add(name);
        listener.refused(Path.of(disk.path(name)), reason);
    }

    /** Renames a file that cannot be used, and reports it; it is not overwritten, even if that fails. */
    public void setAside(String name, String reason) {
        try {
            damaged.setAside(name, reason);
            writer.syncFirst();
        } catch (IOException | RuntimeException e) {
            refuse(name, reason + "; and it cannot be set aside: " + Reasons.withFile(e));
        }
    }

    /**
     * Saves a file within the interval; a later change of it replaces this one.
     *
     * @param name of letters, digits, dots, underscores and hyphens
     * @param content called when it is written, on another thread, perhaps several times; its newest value should be
     *     returned
     */
    public void saveLater(String name, Supplier<byte[]> content) {
        put(name, content, System.nanoTime() + interval.toNanos());
    }

    /** Changes how long changes may wait that are not urgent; those that already wait keep their time. */
    public void setInterval(Duration changed) {
        interval = changed;
    }

    /** Saves a file as soon as possible, without waiting for it. */
    public void saveNow(String name, Supplier<byte[]> content) {
        put(name, content, System.nanoTime());
    }

    /** Deletes a file as soon as possible, without waiting for it. */
    public void delete(String name) {
        put(name, null, System.nanoTime());
    }

    private void put(String name, Supplier<byte[]> content, long due) {
        requireName(name);
        if (!untouchable.contains(name)) {
            changes.put(name, content, due);
        }
    }

    /** True for a file that is never changed, as it could not be read, or only by a newer version. */
    public boolean isUntouchable(String name) {
        return untouchable.contains(name);
    }

    /** Why changes cannot be saved at present; empty while they can. */
    public Optional<String> problem() {
        return writer.problem();
    }

    /**
     * Saves all changes now.
     *
     * @return true if all are on disk; false after the time limit
     * @throws InterruptedException if this thread is interrupted; the changes are saved nevertheless
     */
    public boolean flush(Duration limit) throws InterruptedException {
        return changes.flush(limit.toNanos());
    }

    /**
     * Waits until the changes of one file are on disk; does not hurry them.
     *
     * @return true if they are; false after the time limit
     * @throws InterruptedException if this thread is interrupted; the changes are saved nevertheless
     */
    public boolean await(String name, Duration limit) throws InterruptedException {
        return changes.await(name, limit.toNanos());
    }

    /**
     * Saves all changes, and lets others use the folder. Later changes are ignored. After the time limit, saving
     * continues on its thread.
     *
     * @return the names of the files whose changes are not on disk
     * @throws InterruptedException if this thread is interrupted, as after the time limit
     */
    public List<String> close(Duration limit) throws InterruptedException {
        changes.close();
        thread.join(Math.max(1, limit.toMillis()));
        return changes.names();
    }

    /** Saves all changes, and lets others use the folder, within some seconds. */
    @Override
    public void close() {
        try {
            close(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
