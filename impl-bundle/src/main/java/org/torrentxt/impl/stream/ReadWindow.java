package org.torrentxt.impl.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.torrentxt.api.ReadOptions;

/** The pieces that one reader has requested: the one it is at, and those ahead of it. */
final class ReadWindow {
    private static final int MAX_PIECES = 256; // the engine looks through all of them, and they are small then
    private static final double FIRST_RATE = 1 << 20;

    private final FileSpan span;
    private final ReadOptions options;
    private final Arrivals arrivals;
    private final PieceDeadlines deadlines;
    private final Set<Integer> wished = new HashSet<>();
    private int first = -1;
    private int last = -1;
    private long changes = -1;
    private boolean isSkipped; // the piece that it is at
    private boolean isClosed;

    ReadWindow(FileSpan span, ReadOptions options, Arrivals arrivals, PieceDeadlines deadlines) {
        this.span = span;
        this.options = options;
        this.arrivals = arrivals;
        this.deadlines = deadlines;
    }

    /**
     * Follows the reader.
     *
     * @param position in the file, before its end
     * @param rate of the reader in bytes per second; 0 if unknown
     * @return false if the piece there is missing and skipped
     */
    synchronized boolean move(long position, double rate) {
        int from = span.pieceAt(position);
        long end = position + Math.min(span.size() - 1 - position, ahead(rate));
        int to = Math.min(span.pieceAt(end), from + MAX_PIECES - 1);
        long now = arrivals.changes();
        boolean isStale = now != changes;
        if (isClosed || from == first && to == last && !isStale) {
            return !isSkipped;
        }
        // all of them before the first new one: the engine drops other requests when it has had no deadlines
        boolean isElsewhere = from < first || from > last + 1;
        releaseIf(isStale || isElsewhere, from, to);
        first = from;
        last = to;
        changes = now;
        request(position, rate > 0 ? rate : FIRST_RATE);
        return !isSkipped;
    }

    private long ahead(double rate) {
        double wanted = rate * options.readAheadTime().toMillis() / 1e3;
        return (long) Math.max(options.leastReadAhead(), Math.min(options.mostReadAhead(), wanted));
    }

    private void releaseIf(boolean all, int from, int to) {
        List<Integer> past = new ArrayList<>(wished);
        past.removeIf(piece -> !all && piece >= from && piece <= to && !arrivals.isKnown(piece));
        past.forEach(piece -> deadlines.release(this, piece));
        past.forEach(wished::remove);
    }

    private void request(long position, double rate) {
        isSkipped = false;
        long now = System.nanoTime();
        int rank = 0;
        for (int piece = arrivals.nextMissing(first); piece <= last; piece = arrivals.nextMissing(piece + 1)) {
            long due = now + (long) (Math.max(0, span.startOf(piece) - position) / rate * 1e9);
            if (deadlines.wish(this, piece, due, rank)) {
                wished.add(piece);
                rank++;
            } else {
                isSkipped |= piece == first;
            }
        }
        if (rank > 0) {
            deadlines.order(this, first, last);
        } else {
            deadlines.endOrder(this);
        }
    }

    /** Takes all requests back; there are no more then. */
    synchronized void close() {
        isClosed = true;
        wished.forEach(piece -> deadlines.release(this, piece));
        wished.clear();
        deadlines.endOrder(this);
    }
}
