package org.torrentxt.dht.blob;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtBlobs;

/**
 * A blob as a tree of items.
 *
 * @param root its target
 * @param length of its content
 * @param items the values of its items without duplicates, the root last; at least two
 */
record BlobTree(DhtTarget root, int length, List<byte[]> items) {
    /** Splits content; throws INVALID_ARGUMENT if it is too long or too short. */
    static BlobTree of(byte[] content) {
        if (content.length < 1 || content.length > DhtBlobs.MAX_LENGTH) {
            throw TorrentException.invalid(
                    "invalid length of blob: " + content.length + " bytes; expected 1 to " + DhtBlobs.MAX_LENGTH);
        }
        Map<DhtTarget, byte[]> items = new LinkedHashMap<>();
        List<DhtTarget> level = new ArrayList<>();
        for (int from = 0; from < content.length; from += BlobShape.CHUNK) {
            int to = Math.min(content.length, from + BlobShape.CHUNK);
            level.add(add(items, Arrays.copyOfRange(content, from, to)));
        }
        while (level.size() > BlobShape.FAN_OUT) {
            level = gather(items, level);
        }
        DhtTarget root = add(items, BlobNode.root(level, content.length));
        return new BlobTree(root, content.length, List.copyOf(items.values()));
    }

    private static List<DhtTarget> gather(Map<DhtTarget, byte[]> items, List<DhtTarget> below) {
        List<DhtTarget> level = new ArrayList<>();
        for (int from = 0; from < below.size(); from += BlobShape.FAN_OUT) {
            int to = Math.min(below.size(), from + BlobShape.FAN_OUT);
            level.add(add(items, BlobNode.inner(below.subList(from, to))));
        }
        return level;
    }

    private static DhtTarget add(Map<DhtTarget, byte[]> items, byte[] value) {
        DhtTarget target = DhtTarget.of(value);
        items.put(target, value);
        return target;
    }
}
