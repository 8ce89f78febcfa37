package org.torrentxt.impl.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The deadlines of a torrent's pieces, by who wishes them. The engine has one for each piece, for which it changes the
 * piece's priority: the first wish sets it, and with the last one it is taken back and the piece has its own priority
 * again.
 */
public final class PieceDeadlines {
    /** Who sets deadlines without a channel. */
    private static final Object USER = new Object();

    private static final int TOP = 7;
    private static final int NEXT = 2; // so many pieces come first
    private static final int SOON = 6;
    private static final int MAX_MILLIS = (int) Duration.ofDays(24).toMillis();

    /** A deadline, and how many pieces the same owner wishes sooner. */
    private record Wish(long due, int rank) {}

    private static final class Held {
        private final Map<Object, Wish> wishes = new HashMap<>();
        private int own; // the priority that it has without deadlines
        private int given; // the one it has with them
        private Long due; // as the engine knows it

        private long earliest() {
            return wishes.values().stream().mapToLong(Wish::due).min().orElseThrow();
        }

        private void reprioritize(int priority) {
            own = priority;
            given = priority;
            due = priority == 0 ? null : due; // the engine drops it then
        }

        // the engine picks pieces of the same priority at random
        private int wanted() {
            int rank = wishes.values().stream().mapToInt(Wish::rank).min().orElseThrow();
            return Math.max(own, rank < NEXT ? TOP : rank < SOON ? TOP - 1 : TOP - 2);
        }
    }

    private final PieceRequests requests;
    private final Map<Integer, Held> held = new HashMap<>();
    private final Set<Object> ordering = new HashSet<>(); // those who have pieces come in order; the last one's do

    public PieceDeadlines(PieceRequests requests) {
        this.requests = requests;
    }

    /**
     * Wishes a piece, unless it is skipped; a wish that is there keeps its deadline.
     *
     * @param owner who wishes it
     * @param due by {@link System#nanoTime()}
     * @param rank how many pieces the owner wishes sooner
     * @return false if it is skipped
     */
    synchronized boolean wish(Object owner, int piece, long due, int rank) {
        Held known = held.get(piece);
        int own = known == null ? requests.priority(piece) : known.own;
        if (own == 0) {
            return false;
        }
        put(owner, piece, own, due, rank);
        return true;
    }

    private void put(Object owner, int piece, int own, long due, int rank) {
        Held at = held.computeIfAbsent(piece, none -> new Held());
        at.own = own;
        at.wishes.merge(owner, new Wish(due, rank), (old, now) -> new Wish(old.due, rank));
        apply(piece, at);
    }

    private void apply(int piece, Held at) {
        if (at.own == 0 && !at.wishes.containsKey(USER)) {
            return; // skipped meanwhile
        }
        long due = at.earliest();
        if (at.due == null || at.due != due) {
            long left = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
            requests.setDeadline(piece, (int) Math.max(0, Math.min(MAX_MILLIS, left)));
            at.due = due;
            at.given = TOP;
        }
        int wanted = at.wanted();
        if (at.given != wanted) {
            requests.prioritize(piece, wanted);
            at.given = wanted;
        }
    }

    /** Takes a wish back. */
    synchronized void release(Object owner, int piece) {
        Held at = held.get(piece);
        if (at != null && at.wishes.remove(owner) != null) {
            if (at.wishes.isEmpty()) {
                held.remove(piece);
                requests.resetDeadline(piece);
                requests.prioritize(piece, at.own);
            } else {
                apply(piece, at);
            }
        }
    }

    /**
     * Has pieces come in their order, the first and the last one included: the engine queues requests for seconds
     * ahead.
     */
    synchronized void order(Object owner, int first, int last) {
        ordering.add(owner);
        requests.setOrder(first, last);
    }

    /** Takes that back. */
    synchronized void endOrder(Object owner) {
        if (ordering.remove(owner) && ordering.isEmpty()) {
            requests.resetOrder();
        }
    }

    /** Sets a deadline until {@link #clear}, also for a piece that is skipped. */
    public synchronized void set(int piece, Duration time) {
        Optional<Held> known = Optional.ofNullable(held.get(piece));
        known.ifPresent(at -> at.wishes.remove(USER));
        put(USER, piece, known.map(at -> at.own).orElseGet(() -> requests.priority(piece)), dueIn(time), 0);
    }

    private static long dueIn(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    /** Takes back what {@link #set} has set. */
    public synchronized void clear() {
        List.copyOf(held.keySet()).forEach(piece -> release(USER, piece));
    }

    /**
     * Pieces get other priorities of their own, and those with deadlines the ones that they would have without.
     *
     * @param priorities by piece
     */
    public synchronized void prioritized(Map<Integer, Integer> priorities) {
        held.forEach((piece, at) -> at.reprioritize(priorities.getOrDefault(piece, at.own)));
    }

    /** The priorities that pieces with deadlines would have without. */
    public synchronized Map<Integer, Integer> ownPriorities() {
        Map<Integer, Integer> own = new HashMap<>();
        held.forEach((piece, at) -> own.put(piece, at.own));
        return own;
    }

    /** Pieces may have got other priorities of their own. */
    public synchronized void reprioritized() {
        held.forEach((piece, at) -> {
            int now = requests.priority(piece);
            if (now != at.given) {
                at.reprioritize(now);
            }
        });
    }
}
