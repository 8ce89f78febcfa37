package org.torrentxt.impl.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.torrentxt.archive.ZipDirectory;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.state.BackupManifest;
import org.torrentxt.impl.state.IpFilterState;
import org.torrentxt.impl.state.SessionState;
import org.torrentxt.impl.state.TorrentState;
import org.torrentxt.statefile.StateFolder;
import org.torrentxt.statefile.UnusableFileException;

/**
 * Reads a backup, which may be damaged, or made by somebody else. Nothing is unpacked: files are read by the names that a
 * backup has, one at a time and up to a length; others are ignored.
 */
public final class BackupArchive implements AutoCloseable {
    private static final int MAX_ENTRIES = 3_000_000;
    private static final long MAX_LIST = 256L * 1024 * 1024; // of them
    private static final int FREE_LENGTH = 1024 * 1024;
    private static final int MAX_RATIO = 200; // state of bits and hashes is far below

    private final ZipFile zip;
    private final Map<Integer, ZipEntry> torrents = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Optional<BackupManifest> manifest;
    private final SessionState session;

    private BackupArchive(ZipFile zip) throws IOException {
        this.zip = zip;
        int count = 0;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (++count > MAX_ENTRIES) {
                throw new IOException("too many files: more than " + MAX_ENTRIES);
            }
            if (entry.getName().startsWith(BackupWriter.STATE)) {
                BackupWriter.torrentOf(entry.getName().substring(BackupWriter.STATE.length()))
                        .ifPresent(id -> torrents.putIfAbsent(id, entry));
            }
        }
        this.manifest = find(BackupWriter.MANIFEST, BackupManifest::read);
        this.session = find(BackupWriter.STATE + BackupWriter.SESSION, SessionState::read)
                .orElse(SessionState.NEW);
        if (manifest.isEmpty() && torrents.isEmpty()) {
            throw new IOException(problems.isEmpty() ? "no backup of TorrentXT" : problems.get(0));
        }
    }

    /**
     * Opens a backup.
     *
     * @throws IOException if it is none, or its list of files is damaged or missing
     */
    public static BackupArchive open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException((Files.exists(file) ? "not a regular file: " : "no such file: ") + file);
        }
        ZipDirectory.check(file, MAX_LIST);
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw new IOException(file + unusable(file, e), e);
        }
        try {
            return new BackupArchive(zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw new IOException(file + ": " + Reasons.of(e), e);
        }
    }

    // All of it, as what is whole is not known without the list at the end; a copy that was interrupted is made again.
    private static String unusable(Path file, Exception e) throws IOException {
        return ZipDirectory.isBegun(file)
                ? " is incomplete or damaged: the list of files at its end is missing or unusable ("
                        + Reasons.of(e) + "); nothing was restored; copy the backup again, or have 'zip -FF' save the"
                        + " files that are whole"
                : " is no backup: not a zip file";
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(byte[] content) throws IOException;
    }

    private <T> Optional<T> find(String name, Reader<T> reader) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(content(entry)));
        } catch (IOException | RuntimeException e) { // whatever it is, the rest is read
            problems.add(name + " in the backup cannot be used: " + Reasons.of(e));
            return Optional.empty();
        }
    }

    private byte[] content(ZipEntry entry) throws IOException {
        long most = Math.max(FREE_LENGTH, Math.min(StateFolder.MAX_LENGTH, entry.getCompressedSize() * MAX_RATIO));
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes((int) Math.min(StateFolder.MAX_LENGTH, most) + 1);
            if (content.length > most) {
                throw new UnusableFileException("too long: more than " + most + " bytes");
            }
            return content;
        } catch (ZipException | EOFException e) {
            throw new UnusableFileException("damaged: " + Reasons.of(e));
        }
    }

    /** What it says of itself; empty if that is damaged or missing. */
    public Optional<BackupManifest> manifest() {
        return manifest;
    }

    /** The session; {@link SessionState#NEW} if it is damaged or missing. */
    public SessionState session() {
        return session;
    }

    /** The IP filter; empty if it is damaged or missing. */
    public Optional<IpFilterState> ipFilter() {
        return find(BackupWriter.STATE + "ip-filter.state", IpFilterState::read);
    }

    /** What is damaged of it beside torrents, in one line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The ids of the torrents, in the order of the queue, the others after them. */
    public List<Integer> torrents() {
        Set<Integer> ordered = new LinkedHashSet<>(session.queue());
        ordered.retainAll(torrents.keySet());
        ordered.addAll(new TreeSet<>(torrents.keySet()));
        return List.copyOf(ordered);
    }

    /** The name of the file with a torrent. */
    public static String nameOf(int id) {
        return BackupWriter.STATE + id + ".resume";
    }

    /**
     * Reads a torrent.
     *
     * @throws IOException if it cannot be used, with the reason
     */
    public TorrentState torrent(int id) throws IOException {
        TorrentState state = TorrentState.read(content(torrents.get(id)));
        if (state.id() != id) {
            throw new UnusableFileException("state of another torrent: " + state.id());
        }
        return state;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
