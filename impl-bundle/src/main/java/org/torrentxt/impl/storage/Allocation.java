package org.torrentxt.impl.storage;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.input.Folders;

/**
 * Takes the space that files will need, before they are written: Java could only write zeros, so the program fallocate
 * of util-linux does it, which reserves the space without writing. Only makes files, and never changes one. Used by one
 * thread; whoever does not use what was made, all or part of it, undoes it.
 */
public final class Allocation {
    private static final String PROGRAM = "fallocate";
    private static final int SMALL = 64 * 1024; // bytes that are faster written than a program is started
    private static final long LOOK_MILLIS = 50; // how soon a program is ended that is not to go on

    private final Path folder;
    private final Duration limit;
    private final Runnable goOn;
    private final List<Path> folders = new ArrayList<>(); // that were made, outer ones first
    private final Map<Path, Optional<Made>> made = new LinkedHashMap<>(); // by relative path; empty while it is made

    /**
     * Files in a folder that exists.
     *
     * @param limit for all files together
     * @param goOn called often; throws if no more files are to be made
     */
    public Allocation(Path folder, Duration limit, Runnable goOn) {
        this.folder = folder;
        this.limit = limit;
        this.goOn = goOn;
    }

    // What a file was like when it was made.
    private record Made(FileTime modified, long size, Optional<Object> key) {
        static Made of(Path file) throws IOException {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Made(found.lastModifiedTime(), found.size(), Optional.ofNullable(found.fileKey()));
        }
    }

    /** True if the system has the program. */
    public static boolean isPossible() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    /** True if something has the path of a file that was not made here. */
    public boolean isForeign(Path file) {
        return !made.containsKey(file) && exists(file);
    }

    private boolean exists(Path file) {
        return Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Makes those of the files that do not exist, with all of their space. If that fails, some may be made.
     *
     * @param sizes in bytes, by path relative to the folder
     * @throws IOException if there is not enough space, if it takes too long, or if the file system cannot do that
     */
    public void make(Map<Path, Long> sizes) throws IOException {
        long start = System.nanoTime();
        List<Path> files =
                sizes.keySet().stream().filter(file -> !exists(file)).sorted().toList();
        requireSpace(files.stream().mapToLong(sizes::get).sum());
        for (Path file : files) {
            make(file, sizes.get(file), start);
        }
    }

    private void requireSpace(long needed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (needed > free) {
            throw new Relocation.NoSpaceException(folder, needed, free);
        }
    }

    private void make(Path relative, long size, long start) throws IOException {
        Path file = folder.resolve(relative);
        requireGoingOn(file, start);
        makeFolders(file);
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            return; // somebody else has made it meanwhile, and has it
        }
        made.put(relative, Optional.empty());
        if (size <= SMALL) {
            Files.write(file, new byte[(int) size]);
        } else {
            allocate(file, size, start);
        }
        made.put(relative, Optional.of(Made.of(file)));
    }

    private void requireGoingOn(Path file, long start) throws IOException {
        goOn.run();
        if (System.nanoTime() - start >= limit.toNanos()) {
            throw new FileSystemException(
                    file.toString(), null, "the files are not made within " + limit.toSeconds() + " s");
        }
    }

    private void makeFolders(Path file) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path parent = file.getParent();
                !parent.equals(folder) && !Files.exists(parent, LinkOption.NOFOLLOW_LINKS);
                parent = parent.getParent()) {
            missing.push(parent);
        }
        requireWithin(missing.isEmpty() ? file : missing.peek());
        for (Path parent : missing) {
            try {
                Files.createDirectory(parent);
                folders.add(parent);
            } catch (FileAlreadyExistsException e) {
                requireWithin(file); // somebody else has made it meanwhile
            }
        }
    }

    private void requireWithin(Path file) throws IOException {
        if (!Folders.isWithin(folder, file)) {
            throw new FileSystemException(file.toString(), null, "a symbolic link leads out of the folder");
        }
    }

    private void allocate(Path file, long size, long start) throws IOException {
        ProcessBuilder program = new ProcessBuilder(PROGRAM, "--length", String.valueOf(size), "--", file.toString());
        program.environment().put("LC_ALL", "C.UTF-8");
        Process process = program.redirectErrorStream(true).start();
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                requireGoingOn(file, start);
            }
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw failed(file, told.substring(told.lastIndexOf(": ") < 0 ? 0 : told.lastIndexOf(": ") + 2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(file, "interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static FileSystemException failed(Path file, String reason) {
        return new FileSystemException(file.toString(), null, PROGRAM + ": " + reason);
    }

    /**
     * Deletes the files that were made, except those that somebody has changed since, and the folders that were made
     * and are empty then.
     *
     * @return which files cannot be deleted, with the reasons; empty if all can
     */
    public Optional<String> undo() {
        List<IOException> failures = new ArrayList<>();
        made.forEach((file, state) -> {
            try {
                delete(folder.resolve(file), state);
            } catch (IOException e) {
                failures.add(e);
            }
        });
        made.clear();
        for (int i = folders.size() - 1; i >= 0; i--) {
            deleteEmpty(folders.get(i));
        }
        folders.clear();
        return failures.isEmpty()
                ? Optional.empty()
                : Optional.of(failures.stream().map(Reasons::withFile).collect(Collectors.joining(", ")));
    }

    private void delete(Path file, Optional<Made> state) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && Folders.isWithin(folder, file)
                && (state.isEmpty() || state.get().equals(Made.of(file)))) {
            Files.deleteIfExists(file);
        }
    }

    private static void deleteEmpty(Path made) {
        try {
            if (Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(made);
            }
        } catch (IOException e) {
            return; // somebody else has files in it
        }
    }
}
