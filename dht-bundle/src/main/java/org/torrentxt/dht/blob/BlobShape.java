package org.torrentxt.dht.blob;

import java.util.ArrayList;
import java.util.List;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.store.DhtBlobs;

/**
 * The shape of the tree of a blob, which its length alone determines; see {@link DhtBlobs}.
 *
 * @param length of the content
 */
record BlobShape(int length) {
    static final int CHUNK = Dht.MAX_VALUE_LENGTH;
    static final int FAN_OUT = 48;

    /** How many items each level has, the chunks first, the root left out. */
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

    /** How long a chunk is. */
    int chunkLength(int index) {
        return Math.min(CHUNK, length - index * CHUNK);
    }

    /** How many children a node has, of a level that has so many below. */
    static int children(int node, int below) {
        return Math.min(FAN_OUT, below - node * FAN_OUT);
    }

    private static int ceiling(int count, int per) {
        return (count + per - 1) / per;
    }
}
