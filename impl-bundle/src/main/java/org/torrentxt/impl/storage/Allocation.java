package org.torrentxt.impl.storage;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.torrentxt.impl.input.Folders;

/**
 * Takes the space that files will need, before they are written: Java could only write zeros, so the program fallocate
 * of util-linux does it, which reserves the space without writing. Only makes files, and never changes one.
 */
public final class Allocation {
    private static final String PROGRAM = "fallocate";
    private static final int SMALL = 64 * 1024; // bytes that are faster written than a program is started
    private static final int LIMIT_SECONDS = 60; // for a file

    private final Path folder;
    private final List<Path> made = new ArrayList<>(); // relative

    /** Files in a folder that exists. */
    public Allocation(Path folder) {
        this.folder = folder;
    }

    /** True if the system has the program. */
    public static boolean isPossible() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    /** True if something has the path of a file. */
    public boolean exists(Path file) {
        return Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Makes those of the files that do not exist, with all of their space; none if that fails.
     *
     * @param sizes in bytes, by path relative to the folder
     * @throws IOException if there is not enough space, or the file system cannot do that
     */
    public void make(Map<Path, Long> sizes) throws IOException {
        List<Path> files =
                sizes.keySet().stream().filter(file -> !exists(file)).sorted().toList();
        try {
            requireSpace(files.stream().mapToLong(sizes::get).sum());
            for (Path file : files) {
                make(file, sizes.get(file));
            }
        } catch (IOException | RuntimeException e) {
            undo();
            throw e;
        }
    }

    private void requireSpace(long needed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (needed > free) {
            throw new Relocation.NoSpaceException(folder, needed, free);
        }
    }

    private void make(Path relative, long size) throws IOException {
        Path file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        if (!Folders.isWithin(folder, file)) {
            throw new FileSystemException(file.toString(), null, "a symbolic link leads out of the folder");
        }
        Files.createFile(file); // fails if somebody else has made it meanwhile
        made.add(relative);
        if (size <= SMALL) {
            Files.write(file, new byte[(int) size]);
        } else {
            allocate(file, size);
        }
    }

    private static void allocate(Path file, long size) throws IOException {
        ProcessBuilder program = new ProcessBuilder(PROGRAM, "--length", String.valueOf(size), "--", file.toString());
        program.environment().put("LC_ALL", "C.UTF-8");
        Process process = program.redirectErrorStream(true).start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw failed(file, "it does not end within " + LIMIT_SECONDS + " s");
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

    /** Deletes the files that were made, and the folders that are empty then; must not be called once they are used. */
    public void undo() throws IOException {
        for (Path file : made) {
            Files.deleteIfExists(folder.resolve(file));
            Folders.deleteEmptied(folder, file);
        }
        made.clear();
    }
}
