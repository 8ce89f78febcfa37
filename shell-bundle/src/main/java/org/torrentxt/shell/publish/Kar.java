package org.torrentxt.shell.publish;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.torrentxt.api.TorrentException;
import org.torrentxt.archive.ZipDirectory;
import org.torrentxt.artifact.MavenArtifact;
import org.torrentxt.failure.Reasons;
import org.torrentxt.shell.format.Units;

/**
 * A KAR: a zip file with a Maven repository in its folder {@code repository}. Anybody may have made it: its names and sizes
 * are checked before anything is written, and its sizes again while it is.
 */
final class Kar implements AutoCloseable {
    static final int MAX_ENTRIES = 10_000;
    private static final long MAX_LIST = 4L * 1024 * 1024;
    private static final long MAX_SIZE = 4L * 1024 * 1024 * 1024;
    static final long RESERVE = 128L * 1024 * 1024; // also for checksums, and blocks that files do not fill
    private static final String REPOSITORY = "repository/";
    private static final String RESOURCES = "resources/";
    private static final Pattern SUM = Pattern.compile(".*\\.(md5|sha1|sha256|sha512|asc)"); // of an artifact

    private final String name;
    private final ZipFile zip;
    private final Map<String, ZipEntry> files = new TreeMap<>(); // by path in the Maven repository
    private final List<String> resources = new ArrayList<>();

    private Kar(String name, ZipFile zip) {
        this.name = name;
        this.zip = zip;
        if (zip.size() > MAX_ENTRIES) {
            throw refused("it has more than " + MAX_ENTRIES + " files");
        }
        try {
            read();
        } catch (TorrentException e) {
            throw refused(e.getMessage());
        }
        if (files.isEmpty()) {
            throw refused("it has no Maven repository in " + REPOSITORY);
        }
    }

    // What is elsewhere is neither unpacked nor printed, so that its names may be those of any zip file.
    private void read() {
        KarNames names = new KarNames();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String path = entry.getName();
            KarNames.requireBelow(path);
            boolean isUnpacked = path.startsWith(REPOSITORY);
            if (isUnpacked || path.startsWith(RESOURCES)) {
                names.add(path);
            }
            if (entry.isDirectory()) {
                continue; // made for its files
            } else if (isUnpacked) {
                files.put(path.substring(REPOSITORY.length()), entry);
            } else if (path.startsWith(RESOURCES)) {
                resources.add(path);
            }
        }
        files.keySet().stream()
                .filter(Kar::hasChecksum)
                .map(ArtifactFolder::checksum)
                .filter(sum -> !files.containsKey(sum))
                .forEach(sum -> names.add(REPOSITORY + sum));
    }

    private static boolean hasChecksum(String path) {
        return MavenArtifact.ofPath(path)
                .filter(artifact -> !SUM.matcher(artifact.type()).matches())
                .isPresent();
    }

    /**
     * Opens one.
     *
     * @param name what to call it, for messages
     * @throws TorrentException INVALID_ARGUMENT if it is none, or would not be unpacked
     */
    static Kar open(String name, Path file) {
        ZipFile zip;
        try {
            ZipDirectory.check(file, MAX_LIST);
            ZipDirectory.firstLink(file, path -> path.startsWith(REPOSITORY)).ifPresent(link -> {
                throw refused(name, "'" + link + "' in it is a symbolic link");
            });
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw refused(name, "it is no zip file, or damaged: " + Reasons.of(e));
        } catch (IOException e) {
            throw refused(name, Reasons.withFile(e));
        }
        try {
            return new Kar(name, zip);
        } catch (RuntimeException e) {
            closeQuietly(zip);
            throw e;
        }
    }

    /** What Karaf would copy into its own folder, as it is named in the KAR. */
    List<String> resources() {
        return resources;
    }

    /**
     * Unpacks its Maven repository, and writes the checksum of each artifact beside it.
     *
     * @param folder an empty one; what it has is to be deleted if that fails
     * @param free how many bytes are free there, of which some are left
     * @return how many artifacts it has
     * @throws TorrentException if that is too much, or it is damaged
     * @throws IOException if it cannot be written
     */
    int unpack(Path folder, long free) throws IOException {
        long size = files.values().stream().mapToLong(Kar::size).sum();
        if (size > MAX_SIZE) {
            throw refused("it has more than " + Units.size(MAX_SIZE) + " when unpacked");
        } else if (size + RESERVE > free) {
            throw refused("it has " + Units.size(size) + " when unpacked, and " + Units.size(free) + " are free at "
                    + folder.getParent() + ", of which " + Units.size(RESERVE) + " are to stay free");
        }
        Map<Path, String> checksums = new TreeMap<>();
        for (Map.Entry<String, ZipEntry> each : files.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            try (KarEntry content = new KarEntry(zip.getInputStream(each.getValue()), each.getValue());
                    OutputStream out = Files.newOutputStream(file)) {
                String checksum = ArtifactFolder.copy(content, out);
                if (hasChecksum(each.getKey())) {
                    checksums.put(file, checksum);
                }
            } catch (ZipException | EOFException e) {
                throw refused("'" + each.getValue().getName() + "': " + Reasons.of(e));
            }
        }
        for (Map.Entry<Path, String> each : checksums.entrySet()) { // also in place of those that it brings
            Files.writeString(ArtifactFolder.checksum(each.getKey()), each.getValue());
        }
        return checksums.size();
    }

    // Not so much that a sum would overflow.
    private static long size(ZipEntry entry) {
        return entry.getSize() < 0 ? MAX_SIZE + 1 : Math.min(entry.getSize(), MAX_SIZE + 1);
    }

    private TorrentException refused(String reason) {
        return refused(name, reason);
    }

    private static TorrentException refused(String name, String reason) {
        return TorrentException.invalid(name + " cannot be unpacked: " + reason);
    }

    private static void closeQuietly(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            return; // the reason why it is closed is thrown
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
