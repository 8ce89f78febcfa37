package org.torrentxt.policy.category;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.seed.Seeds;
import org.torrentxt.policy.text.LogContext;
import org.torrentxt.policy.text.Printable;

/**
 * Moves torrents out of folders for incomplete ones once they are complete. Their attributes say where to, and last until
 * they are there: whatever stops in between, the next look, of this process or of another, continues.
 */
public final class Placements {
    private static final Logger LOG = LoggerFactory.getLogger(Placements.class);
    private static final Set<String> PLACES = Set.of(Category.SAVE_PATH_ATTRIBUTE, Category.INCOMPLETE_PATH_ATTRIBUTE);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private record Retry(Instant at, Duration pause, String problem) {}

    private final Clock clock;
    private final Map<Integer, Retry> retries = new ConcurrentHashMap<>(); // of torrents that could not be moved
    private final Set<Integer> moving = ConcurrentHashMap.newKeySet();
    private TorrentSession session;
    private long version;

    /** One that tries again by a clock. */
    public Placements(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is in a folder for incomplete torrents, and is moved once it is complete. */
    public static boolean isWaiting(TorrentStatus status) {
        return isPlaced(status) && isIn(status, Category.INCOMPLETE_PATH_ATTRIBUTE);
    }

    /** Whether its attributes say where it is moved to. */
    public static boolean isPlaced(TorrentStatus status) {
        return status.attributes().keySet().containsAll(PLACES);
    }

    private static boolean isIn(TorrentStatus status, String attribute) {
        return folder(status, attribute)
                .filter(status.savePath().toAbsolutePath().normalize()::equals)
                .isPresent();
    }

    private static Optional<Path> folder(TorrentStatus status, String attribute) {
        try {
            return Optional.of(Path.of(status.attributes().get(attribute)))
                    .filter(Path::isAbsolute)
                    .map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty(); // what is not understood moves nothing
        }
    }

    /** Looks at what has changed since the last time, or at everything if this is another session. */
    public synchronized void look(TorrentSession running) {
        if (session != running) {
            session = running;
            retries.clear();
            moving.clear();
            version = 0;
        }
        StatusChanges changes = running.changes(version);
        version = changes.version();
        if (changes.isComplete()) {
            retries.keySet()
                    .retainAll(
                            changes.statuses().stream().map(TorrentStatus::id).collect(Collectors.toSet()));
        }
        changes.removed().forEach(retries::remove);
        changes.statuses().stream().filter(Placements::isPlaced).forEach(this::look);
        due().forEach(torrent -> running.find(torrent)
                .flatMap(Torrent::status)
                .filter(Placements::isPlaced)
                .ifPresent(this::look));
    }

    private Set<Integer> due() {
        return retries.keySet().stream().filter(this::mayBeTried).collect(Collectors.toSet());
    }

    /** Why torrents are still in folders for incomplete ones, by their ids. */
    public Map<Integer, String> stuck() {
        return retries.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().problem()));
    }

    private void look(TorrentStatus status) {
        int id = status.id();
        if (status.isMoving() || moving.contains(id)) {
            return; // it is looked at again when that has ended
        }
        if (isIn(status, Category.SAVE_PATH_ATTRIBUTE)) {
            forget(status, "is complete and in its save path " + status.savePath());
        } else if (!isIn(status, Category.INCOMPLETE_PATH_ATTRIBUTE)) {
            forget(status, "was moved to " + status.savePath() + ", and stays there when it is complete");
        } else if (isComplete(status) && mayBeTried(id)) {
            folder(status, Category.SAVE_PATH_ATTRIBUTE).ifPresent(folder -> move(id, folder));
        }
    }

    private static boolean isComplete(TorrentStatus status) {
        boolean isChecked = status.state() == TorrentState.SEEDING || status.state() == TorrentState.FINISHED;
        return isChecked
                && status.hasMetadata()
                && status.isFinished()
                && status.error().isEmpty();
    }

    private boolean mayBeTried(int id) {
        Retry retry = retries.get(id);
        return retry == null || !retry.at().isAfter(clock.instant());
    }

    private void forget(TorrentStatus status, String what) {
        session.find(status.id())
                .filter(Placements::forget)
                .ifPresent(torrent -> LogContext.about(
                        session.name(),
                        status.id(),
                        () -> LOG.info(
                                "Torrent {} '{}' {}",
                                status.id(),
                                Printable.of(Seeds.name(status)),
                                Printable.of(what))));
        retries.remove(status.id());
    }

    private static boolean forget(Torrent torrent) {
        try {
            torrent.changeAttributes(Map.of(), PLACES);
            return true;
        } catch (TorrentException e) {
            requireGone(e);
            return false;
        }
    }

    private static void arrived(String session, Torrent torrent, Path folder) {
        String wanted = torrent.attributes().get(Category.SAVE_PATH_ATTRIBUTE);
        if (wanted != null && !wanted.equals(folder.toString())) { // it was given another one meanwhile
            torrent.changeAttributes(Map.of(Category.INCOMPLETE_PATH_ATTRIBUTE, folder.toString()), Set.of());
        } else if (forget(torrent)) {
            LogContext.about(
                    session,
                    torrent.id(),
                    () -> LOG.info(
                            "Torrent {} is complete and was moved to its save path {}",
                            torrent.id(),
                            Printable.of(folder)));
        }
    }

    private void move(int id, Path folder) {
        String name = session.name();
        session.find(id).ifPresent(torrent -> {
            moving.add(id);
            try {
                torrent.moveStorage(folder).whenComplete((there, failure) -> {
                    if (failure == null) {
                        retries.remove(id);
                        arrived(name, torrent, folder);
                    } else {
                        failed(name, id, folder, failure instanceof CompletionException ? failure.getCause() : failure);
                    }
                    moving.remove(id); // last: from now on it is looked at again
                });
            } catch (TorrentException e) {
                failed(name, id, folder, e);
                moving.remove(id);
            }
        });
    }

    private void failed(String session, int id, Path folder, Throwable failure) {
        if (failure instanceof TorrentException known
                && (known.code() == ErrorCode.BAD_HANDLE || known.code() == ErrorCode.NO_SESSION)) {
            return; // the attributes remain: it is moved when the session runs again
        }
        Retry before = retries.get(id);
        String problem = Printable.of(String.valueOf(failure.getMessage()));
        Duration pause = before == null ? FIRST_PAUSE : before.pause().multipliedBy(2);
        Duration next = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        retries.put(id, new Retry(clock.instant().plus(next), next, problem));
        if (before == null || !before.problem().equals(problem)) {
            LogContext.about(
                    session,
                    id,
                    () -> LOG.warn(
                            "Torrent {} is complete, but cannot be moved to {}: {}; it stays where it is, and that is"
                                    + " tried again in {} s",
                            id,
                            Printable.of(folder),
                            problem,
                            next.toSeconds()));
        }
    }

    private static void requireGone(TorrentException e) {
        if (e.code() != ErrorCode.BAD_HANDLE && e.code() != ErrorCode.NO_SESSION) {
            throw e;
        }
    }
}
