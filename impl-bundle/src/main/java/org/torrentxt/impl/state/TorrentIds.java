package org.torrentxt.impl.state;

import java.io.IOException;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/**
 * Gives out the ids of torrents, each only once, also if the process is killed: they are reserved by the thousand, on
 * disk, before they are given out. Thread-safe.
 */
public final class TorrentIds {
    static final String KIND = "ids";
    static final long VERSION = 1;

    private static final String NEXT_ID = "next id";
    private static final int RESERVED = 1_000;
    /** No session gives out so many: a file with such an id is by mistake, and must not use up all others. */
    private static final int LAST = Integer.MAX_VALUE - 1_000_000;

    private static final int MAX_SKIPPED = 10_000_000;
    private static final int UNKNOWN = 100_000; // more than are reserved, and than anybody adds and removes in a minute

    private final IntConsumer reserve;
    private int next;
    private int limit; // exclusive; equal to next if there are none

    /**
     * Creates an instance.
     *
     * @param first larger than all ids given out before
     * @param reserve saves the first id that may be given out after a restart; called before ids below it are given out
     */
    public TorrentIds(int first, IntConsumer reserve) {
        this.reserve = reserve;
        this.next = Math.max(1, first);
        this.limit = this.next;
    }

    /** The first id to give out, larger than all that may have been given out. */
    static int first(LongStream largerThanOthers) {
        return (int) largerThanOthers.filter(next -> next <= LAST).max().orElse(1);
    }

    /**
     * The first id to give out if the file with the next id is of a newer version, and so perhaps not understood: the
     * ids that it may have reserved are skipped.
     *
     * @param known larger than the ids of which anything else is known
     */
    static int afterUnknown(int known) {
        return (int) Math.min(LAST, (long) known + UNKNOWN);
    }

    /**
     * The next id.
     *
     * @throws TorrentException if there are no more
     */
    public synchronized int next() {
        if (next >= LAST) {
            throw new TorrentException(ErrorCode.GENERIC, "no more ids for torrents: use another state.dir");
        }
        if (next == limit) {
            int more = (int) Math.min(LAST, (long) limit + RESERVED);
            reserve.accept(more);
            limit = more;
        }
        return next++;
    }

    /**
     * Gives out an id that a torrent had before; later ones are larger.
     *
     * @return false if it is so large that few would remain
     */
    public synchronized boolean take(int id) {
        if (id < next) {
            return true;
        }
        if (id >= LAST || id - next > MAX_SKIPPED) {
            return false;
        }
        if (id >= limit) {
            int more = (int) Math.min(LAST, (long) id + RESERVED);
            reserve.accept(more);
            limit = more;
        }
        next = id + 1;
        return true;
    }

    /** The id that is next, as saved when a session stops. */
    public synchronized int peek() {
        return next;
    }

    /** The first id that is not reserved. */
    synchronized int limit() {
        return limit;
    }

    /** The file with the first id that may be given out. */
    static byte[] toBytes(int nextId) {
        return new Envelope(
                        new TreeMap<>(),
                        BencodeDictionary.builder().put(NEXT_ID, nextId).build())
                .write(KIND, VERSION);
    }

    /** What looks like the next id in a file of a newer version; 1 if nothing does. */
    static long ofNewer(byte[] content) {
        return Bencode.decodeDictionary(content).entries().get(Envelope.OWN) instanceof BencodeDictionary own
                        && own.entries().get(ByteString.of(NEXT_ID)) instanceof Long next
                        && next > 0
                ? next
                : 1;
    }

    static int read(byte[] content) throws IOException {
        return (int)
                new CheckedFields(Envelope.read(KIND, VERSION, content).own()).required(NEXT_ID, 1, Integer.MAX_VALUE);
    }
}
