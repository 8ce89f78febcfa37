package org.torrentxt.fleet.reconcile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;

/**
 * Notices that somebody has changed files of a complete deployment, by their sizes and times, and has them checked: the
 * engine looks at neither. Looks once when it is complete, after each start, and once an hour. Not thread-safe.
 */
final class FileTimes {
    private static final Logger LOG = LoggerFactory.getLogger(FileTimes.class);

    /** The attribute with what the files were like. */
    static final String ATTRIBUTE = "org.torrentxt.fleet.files";

    private static final long INTERVAL = 3_600_000_000_000L; // ns
    private static final long SETTLING = 60_000_000_000L; // ns, in which the system writes what is mapped

    private final LongSupplier clock;
    private final Map<Integer, Long> looked = new HashMap<>(); // by torrent, when
    private boolean hasCompared; // in this round: the files of one torrent in each, as there may be very many
    private final Set<Integer> settling = new HashSet<>(); // torrents that are noted a second time

    FileTimes(LongSupplier clock) {
        this.clock = clock;
    }

    /** Begins a round: forgets all other torrents. */
    void retain(Collection<Integer> torrents) {
        looked.keySet().retainAll(torrents);
        settling.retainAll(torrents);
        hasCompared = false;
    }

    /** Looks at one that is to be here; what others have added is theirs. */
    void look(Held held, Torrent torrent) {
        if (hasCompared || !held.error().isEmpty()) {
            return; // such as one whose disk is not mounted
        }
        if (!held.isComplete() || held.mark().isEmpty()) {
            looked.remove(held.id());
            settling.remove(held.id());
            return;
        }
        long now = clock.getAsLong();
        Long last = looked.get(held.id());
        if (last != null && now - last < (settling.contains(held.id()) ? SETTLING : INTERVAL)) {
            return;
        }
        looked.put(held.id(), now);
        hasCompared = true;
        try {
            compare(torrent, settling.remove(held.id()));
        } catch (TorrentException e) {
            LOG.debug("Torrent {} was removed meanwhile", held.id(), e);
        }
    }

    private void compare(Torrent torrent, boolean isSecond) {
        String known = torrent.attributes().get(ATTRIBUTE);
        String found = of(torrent);
        if (known == null || isSecond) {
            torrent.changeAttributes(Map.of(ATTRIBUTE, found), Set.of());
            if (!isSecond) {
                settling.add(torrent.id());
            }
        } else if (!found.equals(known)) {
            LOG.warn("Fleet: files of torrent {} were changed, and are checked", torrent.id());
            torrent.changeAttributes(Map.of(), Set.of(ATTRIBUTE)); // noted again once it is complete
            torrent.recheck();
        }
    }

    private static String of(Torrent torrent) {
        Optional<Path> folder = torrent.status().map(TorrentStatus::savePath);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            folder.ifPresent(some ->
                    torrent.files().forEach(file -> digest.update(of(some, file).getBytes(StandardCharsets.UTF_8))));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    private static String of(Path folder, FileInfo file) {
        try {
            BasicFileAttributes found = Files.readAttributes(folder.resolve(file.path()), BasicFileAttributes.class);
            return file.path()
                    + '\0'
                    + found.size()
                    + '\0'
                    + found.lastModifiedTime().toMillis()
                    + '\n';
        } catch (IOException | InvalidPathException e) {
            return file.path() + "\0missing\n"; // as what only pads pieces always is
        }
    }
}
