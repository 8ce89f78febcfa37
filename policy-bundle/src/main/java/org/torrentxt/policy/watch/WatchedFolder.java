package org.torrentxt.policy.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.failure.Reasons;
import org.torrentxt.policy.seed.Seeds;
import org.torrentxt.policy.text.LogContext;
import org.torrentxt.policy.text.Printable;
import org.torrentxt.policy.watch.KnownFile.Entry;
import org.torrentxt.policy.watch.KnownFile.Version;
import org.torrentxt.policy.watch.WatchRule.Added;
import org.torrentxt.policy.watch.WatchRule.Deleted;

/**
 * A folder whose files are added. Nothing happens by itself: {@link #look()} is called every second. For use by one
 * thread, but for {@link #findings()}.
 */
final class WatchedFolder {
    /** The subject of findings. */
    static final String SUBJECT = "watch folder";

    /** How long a file must be unchanged before it is read. */
    static final Duration SETTLING = Duration.ofSeconds(2);

    /** After which time a file that could not be added is tried again, even if it is unchanged. */
    static final Duration RETRY = Duration.ofMinutes(5);

    /**
     * In how many looks a file must be missing until it counts as deleted; some editors and copies replace files. Not a
     * time, as clocks are set.
     */
    static final int GONE = 10;

    /** How long a failure of the whole folder must last until it is logged. */
    static final Duration FAILING = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
    private static final int BATCH = 100; // files for each time that the memory is written
    private static final int MAX_FINDINGS = 20;

    private final Clock clock;
    private final WatchRule rule;
    private final WatchMemory memory;
    private final Surroundings surroundings;
    private final Map<String, Sight> sights = new HashMap<>(); // of files that are not done
    private final Map<String, Integer> missing = new HashMap<>(); // in how many looks
    private volatile List<String> problems = List.of();
    private String failure = ""; // which was logged
    private Instant failing = Instant.MAX;

    /** What is seen of a file while it waits. */
    private static final class Sight {
        private final Version version;
        private final Instant since;
        private Instant next;
        private boolean isTried;
        private String problem = "";

        Sight(Version version, Instant now) {
            this.version = version;
            since = now;
            next = now.plus(SETTLING);
        }
    }

    WatchedFolder(Clock clock, WatchRule rule, Path state, Surroundings surroundings) {
        this.clock = clock;
        this.rule = rule;
        this.surroundings = surroundings;
        memory = new WatchMemory(state, rule.session(), rule.folder());
    }

    WatchRule rule() {
        return rule;
    }

    /** Adds what is to be added, and notices what is deleted. */
    void look() {
        try {
            if (memory.refused().isPresent()) {
                throw new IOException(memory.refused().get());
            }
            String place = place();
            SortedMap<String, Path> present = list();
            Optional<TorrentSession> running = surroundings.session(rule.session());
            sights.keySet().retainAll(present.keySet());
            notice(present, place, running);
            forget(present.keySet(), place, running);
            memory.save();
            boolean isWaiting = running.isEmpty() && !sights.isEmpty();
            report(isWaiting ? "session " + rule.session() + " is not running" : "");
        } catch (IOException | TorrentException e) {
            report(Reasons.of(e));
        }
    }

    // What the folder is to the file system: an empty text if it does not say.
    private String place() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(rule.folder(), BasicFileAttributes.class);
        if (!attributes.isDirectory()) {
            throw new NotDirectoryException(rule.folder().toString());
        }
        return attributes.fileKey() == null ? "" : attributes.fileKey().toString();
    }

    private SortedMap<String, Path> list() throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                rule.folder(), entry -> TorrentList.isName(entry.getFileName().toString()))) {
            entries.forEach(entry -> files.put(entry.getFileName().toString(), entry));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    // Whoever shares a torrent that is called x.torrent would have it added.
    private void refuseSavePath(TorrentSession running) throws IOException {
        Path savePath = running.status().savePath();
        if (rule.savePath().isEmpty() && Files.exists(savePath) && Files.isSameFile(savePath, rule.folder())) {
            throw new IOException("it is the save path of session " + rule.session()
                    + ": a downloaded .torrent file would be added; watch another folder, or set save.path");
        }
    }

    private void notice(SortedMap<String, Path> present, String place, Optional<TorrentSession> running)
            throws IOException {
        Instant now = clock.instant();
        int read = 0;
        for (Map.Entry<String, Path> each : present.entrySet()) {
            String name = each.getKey();
            Optional<Version> version = version(name, each.getValue(), now);
            if (version.isEmpty() || isDone(name, version.get(), place)) {
                continue;
            }
            Sight sight = sights.get(name);
            if (sight == null || !sight.version.equals(version.get())) {
                sights.put(name, new Sight(version.get(), now));
            } else if (running.isPresent() && read < BATCH && !now.isBefore(sight.next)) {
                if (read++ == 0) {
                    refuseSavePath(running.get());
                }
                sight.next = now.plus(RETRY);
                try {
                    add(name, each.getValue(), sight, place, running.get());
                } catch (RuntimeException e) { // of this file: the others are looked at all the same
                    problem(sight, name, Reasons.of(e));
                }
            }
        }
    }

    private Optional<Version> version(String name, Path file, Instant now) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(
                    new Version(attributes.size(), attributes.lastModifiedTime().toMillis()));
        } catch (IOException e) {
            // gone, or a link that leads nowhere
            if (Files.isSymbolicLink(file)) {
                problem(sights.computeIfAbsent(name, any -> new Sight(Version.NONE, now)), name, Reasons.of(e));
            }
            return Optional.empty();
        }
    }

    private boolean isDone(String name, Version version, String place) {
        missing.remove(name);
        Optional<KnownFile> known = memory.find(name);
        known.filter(file -> !file.place().equals(place)).ifPresent(file -> memory.put(name, file.in(place)));
        boolean isAdded = known.filter(file -> file.version().equals(version)).isPresent();
        if (isAdded && rule.added() == Added.KEEP) {
            sights.remove(name);
            return true;
        }
        return false;
    }

    private void add(String name, Path file, Sight sight, String place, TorrentSession running) {
        List<String> failures = new ArrayList<>();
        KnownFile known = memory.find(name).orElseGet(() -> new KnownFile(Version.NONE, place, List.of()));
        if (!known.version().equals(sight.version)) {
            try {
                for (TorrentList.Item item : TorrentList.read(file)) {
                    if (!known.has(item.digest())) {
                        try {
                            known = known.with(add(running, item, file));
                            memory.put(name, known.at(Version.NONE));
                        } catch (TorrentException e) {
                            if (e.code() == ErrorCode.NO_SESSION) { // it goes on once it runs again
                                sight.next = clock.instant();
                                return;
                            }
                            failures.add(item.where() + e.getMessage());
                        }
                    }
                }
            } catch (IOException e) {
                failures.add(Reasons.of(e));
            }
        }
        sight.isTried = true;
        if (failures.isEmpty()) {
            memory.put(name, known.at(sight.version));
            finish(name, file, sight);
        } else {
            problem(sight, name, String.join("; ", failures));
        }
    }

    private Entry add(TorrentSession running, TorrentList.Item item, Path file) {
        AddTorrent request = rule.request(item.source(), surroundings.categories(rule.session()));
        AddResult result = LogContext.callingAs("watch folder " + rule.folder(), () -> running.add(request));
        Torrent torrent = result.torrent();
        LogContext.about(
                running.name(),
                torrent.id(),
                () -> LOG.info(
                        result.isNew()
                                ? "Session {}: torrent {} '{}' was added from {}"
                                : "Session {}: torrent {} '{}' was already added; {} changes only its labels",
                        running.name(),
                        torrent.id(),
                        Printable.of(torrent.status().map(Seeds::name).orElse("")),
                        Printable.of(file)));
        return new Entry(item.digest(), torrent.infoHashes().best().orElseThrow(), result.isNew());
    }

    private void finish(String name, Path file, Sight sight) {
        if (rule.added() != Added.KEEP) {
            memory.save(); // before the file is touched
        }
        try {
            if (rule.added() == Added.DELETE) {
                Files.deleteIfExists(file);
                memory.forget(name);
            } else if (rule.added() == Added.RENAME) {
                AddedNames.rename(file);
                memory.forget(name);
            }
            sights.remove(name);
        } catch (IOException e) {
            problem(
                    sight,
                    name,
                    "its torrents are added, but it cannot be " + (rule.added() == Added.DELETE ? "deleted" : "renamed")
                            + ": " + Reasons.of(e));
        }
    }

    private void forget(Set<String> present, String place, Optional<TorrentSession> running) {
        boolean canRemove = running.isPresent() && sights.values().stream().allMatch(WatchedFolder::isTried);
        boolean canAct = rule.deleted() == Deleted.KEEP || canRemove;
        for (String name : memory.names()) {
            KnownFile known = memory.find(name).orElseThrow();
            // in another folder that is there now, it was never seen
            if (present.contains(name) || !known.place().equals(place)) {
                missing.remove(name);
                continue;
            }
            boolean isGone = missing.merge(name, 1, Integer::sum) > GONE;
            if (isGone && canAct) {
                running.ifPresent(some -> known.entries().forEach(entry -> deleted(name, entry, some)));
                missing.remove(name);
                memory.forget(name);
            }
        }
    }

    // One that is not may be a missing file by its new name.
    private static boolean isTried(Sight sight) {
        return sight.isTried || !sight.problem.isEmpty();
    }

    private void deleted(String name, Entry entry, TorrentSession running) {
        if (rule.deleted() == Deleted.KEEP || !entry.isNew() || memory.hasOther(name, entry.infoHash())) {
            return;
        }
        boolean withFiles = rule.deleted() == Deleted.REMOVE_WITH_FILES;
        running.find(entry.infoHash())
                .ifPresent(torrent -> LogContext.about(
                        running.name(),
                        torrent.id(),
                        () -> Removal.remove(torrent, withFiles, rule.folder().resolve(name))));
    }

    // Once, until it changes.
    private void problem(Sight sight, String name, String reason) {
        String text = Printable.of(reason);
        if (!sight.problem.equals(text)) {
            sight.problem = text;
            LOG.warn(
                    "Watch folder {}: file '{}': {}; the file is left unchanged, and read again once it changes",
                    Printable.of(rule.folder()),
                    Printable.of(name),
                    text);
        }
    }

    private void report(String reason) {
        List<String> found = new ArrayList<>();
        if (!reason.isEmpty()) {
            found.add(Printable.of(reason));
        }
        sights.entrySet().stream()
                .filter(each -> !each.getValue().problem.isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .limit(MAX_FINDINGS)
                .forEach(each -> found.add("file '" + Printable.of(each.getKey()) + "': " + each.getValue().problem));
        problems = List.copyOf(found);
        log(reason);
    }

    // A session that is about to start is no reason for a line.
    private void log(String reason) {
        Instant now = clock.instant();
        if (reason.isEmpty()) {
            if (!failure.isEmpty()) {
                LOG.info("Watch folder {}: is watched again", Printable.of(rule.folder()));
            }
            failure = "";
            failing = Instant.MAX;
        } else {
            failing = failing.isAfter(now) ? now : failing;
            if (!failure.equals(reason) && !now.isBefore(failing.plus(FAILING))) {
                failure = reason;
                LOG.warn(
                        "Watch folder {}: nothing is added: {}; it is tried again until it succeeds",
                        Printable.of(rule.folder()),
                        Printable.of(reason));
            }
        }
    }

    /** How it does, for health checks. */
    List<HealthFinding> findings() {
        String folder = Printable.of(rule.folder());
        List<String> current = problems;
        return current.isEmpty()
                ? List.of(finding(Level.OK, folder))
                : current.stream()
                        .map(text -> finding(Level.WARN, folder + ": " + text))
                        .toList();
    }

    /** That nothing is wrong, without a folder. */
    static HealthFinding ok(String text) {
        return HealthFinding.builder(Level.OK, SUBJECT, text).build();
    }

    private HealthFinding finding(Level level, String text) {
        return HealthFinding.builder(level, SUBJECT, text)
                .session(rule.session())
                .build();
    }
}
