package org.torrentxt.impl.state;

import java.io.IOException;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.BencodeDictionary;

/**
 * Gives out the ids of torrents, each only once, also if the process is killed: they are reserved by the thousand, on
 * disk, before they are given out. Thread-safe.
 */
public final class TorrentIds {
    static final String KIND = "ids";
    static final long VERSION = 1;

    private static final String NEXT_ID = "next id";
    private static final int RESERVED = 1_000;

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

    /**
     * The next id.
     *
     * @throws TorrentException if there are no more
     */
    public synchronized int next() {
        if (next == Integer.MAX_VALUE) {
            throw new TorrentException(ErrorCode.GENERIC, "no more ids for torrents: use another state.dir");
        }
        if (next == limit) {
            int more = (int) Math.min(Integer.MAX_VALUE, (long) limit + RESERVED);
            reserve.accept(more);
            limit = more;
        }
        return next++;
    }

    /** The id that is next, as saved when a session stops. */
    public synchronized int peek() {
        return next;
    }

    /** The file with the first id that may be given out. */
    static byte[] toBytes(int nextId) {
        return new Envelope(
                        new TreeMap<>(),
                        BencodeDictionary.builder().put(NEXT_ID, nextId).build())
                .write(KIND, VERSION);
    }

    static int read(byte[] content) throws IOException {
        return (int)
                new CheckedFields(Envelope.read(KIND, VERSION, content).own()).required(NEXT_ID, 1, Integer.MAX_VALUE);
    }
}
