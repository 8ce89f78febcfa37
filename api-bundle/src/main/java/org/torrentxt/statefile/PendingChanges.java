package org.torrentxt.statefile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The changes of files that are not on disk yet: one per file, as a later one replaces an earlier one. Thread-safe. Times
 * are those of {@link System#nanoTime()}.
 */
final class PendingChanges {
    /**
     * A change of one file.
     *
     * @param content returns the new content; null to delete the file
     * @param due when it should be on disk
     * @param since the number of the first request that it contains
     */
    record Change(String name, Supplier<byte[]> content, long due, long since) {
        boolean isDeletion() {
            return content == null;
        }
    }

    private static final long FOREVER = TimeUnit.DAYS.toNanos(10_000);

    private final int maxBatch;
    private final Map<String, Change> waiting = new LinkedHashMap<>();
    private final Map<String, Change> taken = new LinkedHashMap<>();
    private final List<String> lost = new ArrayList<>();
    private long requests;
    private long urgent; // all requests up to this number are due
    private long wakesAt; // when the thread that takes changes looks again at the latest
    private boolean isClosed;

    PendingChanges(int maxBatch) {
        this.maxBatch = maxBatch;
        this.wakesAt = System.nanoTime() + FOREVER;
    }

    /** Adds a change, which is due no later than one of the same file that it replaces; ignored once closed. */
    synchronized void put(String name, Supplier<byte[]> content, long due) {
        if (isClosed) {
            return;
        }
        Change earlier = waiting.get(name);
        long number = ++requests;
        Change change = earlier == null
                ? new Change(name, content, due, number)
                : new Change(name, content, earlier.due() - due < 0 ? earlier.due() : due, earlier.since());
        waiting.put(name, change);
        if (change.due() - wakesAt < 0) { // not for each of very many that can wait
            notifyAll();
        }
    }

    /** Waits until changes are due; empty once closed and all are taken. */
    synchronized List<Change> take() throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            List<Change> due = waiting.values().stream()
                    .filter(change -> isDue(change, now))
                    .limit(maxBatch)
                    .toList();
            if (!due.isEmpty() || isClosed) {
                due.forEach(change -> {
                    waiting.remove(change.name());
                    taken.put(change.name(), change);
                });
                return due;
            }
            long next = waiting.values().stream()
                    .mapToLong(change -> change.due() - now)
                    .min()
                    .orElse(FOREVER);
            wakesAt = now + next;
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(next, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }

    private boolean isDue(Change change, long now) {
        return isClosed || change.since() <= urgent || change.due() - now <= 0;
    }

    /**
     * Ends what {@link #take} began.
     *
     * @param failed the changes to try again, unless there are later ones of the same files
     * @param again when to try
     */
    synchronized void done(Collection<Change> failed, long again) {
        taken.clear();
        for (Change change : failed) {
            Change later = waiting.get(change.name());
            waiting.put(
                    change.name(),
                    later == null
                            ? new Change(change.name(), change.content(), again, change.since())
                            : new Change(later.name(), later.content(), later.due(), change.since()));
        }
        urgent = failed.isEmpty() ? urgent : 0; // those who wait are given up by their own time limits
        notifyAll();
    }

    /** Ends what {@link #take} began, after {@link #close}: there is no time to try again. */
    synchronized void giveUp(Collection<Change> failed) {
        failed.forEach(change -> lost.add(change.name()));
        done(List.of(), 0);
    }

    /**
     * Makes all changes due, and waits until they are on disk.
     *
     * @return false if the time was not enough
     */
    synchronized boolean flush(long nanos) throws InterruptedException {
        urgent = requests;
        notifyAll();
        return await(change -> true, nanos);
    }

    /**
     * Waits until all changes of a file are on disk.
     *
     * @return false if the time was not enough
     */
    synchronized boolean await(String name, long nanos) throws InterruptedException {
        return await(change -> change.name().equals(name), nanos);
    }

    private boolean await(Predicate<Change> which, long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        long last = requests; // not those that others add meanwhile
        while (Stream.concat(waiting.values().stream(), taken.values().stream())
                .filter(which)
                .anyMatch(change -> change.since() <= last)) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Makes all changes due, and lets {@link #take} end after them. */
    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    /** The names of the files whose changes are not on disk. */
    synchronized List<String> names() {
        List<String> names = new ArrayList<>(waiting.keySet());
        names.addAll(taken.keySet());
        names.addAll(lost);
        return names.stream().distinct().sorted().toList();
    }
}
