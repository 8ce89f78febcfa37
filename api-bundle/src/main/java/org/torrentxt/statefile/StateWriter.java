package org.torrentxt.statefile;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.torrentxt.failure.Reasons;
import org.torrentxt.statefile.PendingChanges.Change;

/**
 * Writes changes to disk on one thread. What fails is tried again, at increasing intervals, until it succeeds: the disk
 * may have room again. Contents are written to temporary files first, several at a time, because waiting for the disk
 * takes longest; then all are renamed, and the folder is synced once.
 */
final class StateWriter implements Runnable {
    /** The end of the names of files that are not complete yet; they begin with a dot. */
    static final String TEMPORARY = ".tmp";

    private final Disk disk;
    private final PendingChanges changes;
    private final StateListener listener;
    private final DamagedFiles damaged;
    private final ExecutorService helpers;
    private final Duration firstPause;
    private final Duration lastPause;
    private final Map<String, Fingerprint> written = new ConcurrentHashMap<>(); // what is on disk
    private final Set<String> failing = new HashSet<>();
    private Duration pause;
    private boolean isClean;
    // files were set aside: others must not get their names before that is on disk
    private final AtomicBoolean mustSync = new AtomicBoolean();
    private volatile Optional<String> problem = Optional.empty();

    /**
     * Creates an instance.
     *
     * @param helpers run one write each
     * @param firstPause before something is tried again
     * @param lastPause the longest such pause
     */
    StateWriter(
            Disk disk,
            PendingChanges changes,
            StateListener listener,
            DamagedFiles damaged,
            ExecutorService helpers,
            Duration firstPause,
            Duration lastPause) {
        this.disk = disk;
        this.changes = changes;
        this.listener = listener;
        this.damaged = damaged;
        this.helpers = helpers;
        this.firstPause = firstPause;
        this.lastPause = lastPause;
        this.pause = firstPause;
    }

    /** Why changes cannot be saved; empty while they can. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public void run() {
        try {
            List<Change> batch = changes.take();
            while (!batch.isEmpty()) {
                write(batch);
                batch = changes.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only this bundle's own framework does that, to end it
        } finally {
            helpers.shutdownNow();
            disk.close();
        }
    }

    private void write(List<Change> batch) throws InterruptedException {
        Failures failures = new Failures();
        try {
            hold();
            apply(batch, failures);
        } catch (IOException | RuntimeException | Error e) { // whatever it is: this thread must not end
            failures.add(batch, e);
        }
        isClean &= failures.isEmpty(); // perhaps something is in the place of a temporary file
        report(batch, failures);
        if (changes.isClosed()) {
            changes.giveUp(failures.changes());
        } else {
            changes.done(failures.changes(), System.nanoTime() + pause.toNanos());
        }
        if (!failures.isEmpty()) {
            pause = pause.multipliedBy(2).compareTo(lastPause) < 0 ? pause.multipliedBy(2) : lastPause;
        }
    }

    private void hold() throws IOException {
        if (damaged.hold()) {
            written.clear();
            listener.replaced();
        }
        if (!isClean) {
            damaged.cleanUp();
            isClean = true;
        }
        if (mustSync.getAndSet(false)) {
            try {
                disk.force();
            } catch (IOException e) {
                mustSync.set(true);
                throw e;
            }
        }
    }

    /** Has the folder synced before anything else is written. */
    void syncFirst() {
        mustSync.set(true);
    }

    /** Notes that the file has this content. */
    void known(String name, byte[] content) {
        written.put(name, Fingerprint.of(content));
    }

    // Deletions first: a torrent that was removed and added again under another number must not be there twice.
    private void apply(List<Change> batch, Failures failures) throws IOException, InterruptedException {
        Map<Change, Fingerprint> prepared = prepare(batch, failures);
        for (Change change : batch) {
            if (change.isDeletion()) {
                attempt(change, failures, () -> disk.delete(change.name()));
                written.remove(change.name());
            }
        }
        prepared.forEach((change, fingerprint) ->
                attempt(change, failures, () -> disk.rename(temporary(change.name()), change.name())));
        disk.force();
        prepared.forEach((change, fingerprint) -> {
            if (!failures.changes().contains(change)) {
                written.put(change.name(), fingerprint);
            }
        });
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void attempt(Change change, Failures failures, Action action) {
        try {
            action.run();
        } catch (IOException | RuntimeException e) {
            failures.add(List.of(change), e);
        }
    }

    /** Writes temporary files of all contents that differ from those on disk. */
    private Map<Change, Fingerprint> prepare(List<Change> batch, Failures failures) throws InterruptedException {
        Map<Change, Future<Optional<Fingerprint>>> running = new HashMap<>();
        for (Change change : batch) {
            if (!change.isDeletion()) {
                Optional<Fingerprint> present = Optional.ofNullable(written.get(change.name()));
                running.put(change, helpers.submit(task(change, present)));
            }
        }
        Map<Change, Fingerprint> prepared = new HashMap<>();
        for (Map.Entry<Change, Future<Optional<Fingerprint>>> entry : running.entrySet()) {
            try {
                entry.getValue().get().ifPresent(fingerprint -> prepared.put(entry.getKey(), fingerprint));
            } catch (ExecutionException e) {
                failures.add(List.of(entry.getKey()), e.getCause());
            }
        }
        return prepared;
    }

    private Callable<Optional<Fingerprint>> task(Change change, Optional<Fingerprint> present) {
        return () -> {
            byte[] content = change.content().get();
            Fingerprint fingerprint = Fingerprint.of(content);
            if (present.filter(fingerprint::equals).isPresent()) {
                return Optional.empty();
            }
            String temporary = temporary(change.name());
            try {
                disk.create(temporary, content);
            } catch (IOException | RuntimeException e) {
                discard(temporary);
                throw e;
            }
            return Optional.of(fingerprint);
        };
    }

    private void discard(String temporary) {
        try {
            disk.delete(temporary); // a full disk needs the room
        } catch (IOException e) {
            return; // it is replaced by the next attempt, or deleted at the next start
        }
    }

    static String temporary(String name) {
        return "." + name + TEMPORARY;
    }

    private void report(List<Change> batch, Failures failures) {
        batch.forEach(change -> failing.remove(change.name()));
        failures.changes().forEach(change -> failing.add(change.name()));
        if (!failures.isEmpty()) {
            boolean isNew = problem.isEmpty();
            problem = Optional.of(failures.reason());
            if (isNew) {
                listener.failing(failures.reason());
            }
        } else if (failing.isEmpty()) {
            pause = firstPause;
            if (problem.isPresent()) {
                problem = Optional.empty();
                listener.recovered();
            }
        }
    }

    /** What failed in one round, and why. */
    private static final class Failures {
        private final Set<Change> changes = new LinkedHashSet<>();
        private String reason = "";

        void add(List<Change> some, Throwable e) {
            reason = changes.isEmpty() ? Reasons.withFile(e) : reason;
            changes.addAll(some);
        }

        boolean isEmpty() {
            return changes.isEmpty();
        }

        Set<Change> changes() {
            return changes;
        }

        String reason() {
            return reason;
        }
    }
}
