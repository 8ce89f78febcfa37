package org.torrentxt.dht.blob;

import java.util.ArrayList;
import java.util.List;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.store.DhtBlobs;

/**
 * The shape of the tree of a blob, which is determined by its length only; see {@link DhtBlobs}.
 *
 * @param length of the content
 */
record BlobShape(int length) {
    static final int CHUNK = Dht.MAX_VALUE_LENGTH;
    static final int FAN_OUT = 48;

    /** The number of items per level, beginning with the chunks, without the root. */
    List<Integer> levels() {
        List<Integer> levels = new ArrayList<>();
        int count = ceiling(length, CHUNK);
        levels.add(count);
        while (count > FAN_OUT) {
            count = ceiling(count, FAN_OUT);
            levels.add(count);
        }
        return levels;
    }

    /** The length of a chunk. */
    int chunkLength(int index) {
        return Math.min(CHUNK, length - index * CHUNK);
    }

    /** The number of children of a node, given the number of items on the level below. */
    static int children(int node, int below) {
        return Math.min(FAN_OUT, below - node * FAN_OUT);
    }

    private static int ceiling(int count, int per) {
        return (count + per - 1) / per;
    }
}
