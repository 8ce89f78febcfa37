package org.torrentxt.dht.blob;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtBlobs;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** Nodes of the tree of a blob, as the values of items; see {@link DhtBlobs}. */
final class BlobNode {
    private static final String ITEMS = "items";
    private static final String LENGTH = "length";
    private static final String VERSION = "v";
    private static final long VERSION_1 = 1;
    private static final int TARGET_LENGTH = 20;

    private BlobNode() {}

    static byte[] inner(List<DhtTarget> children) {
        return Bencode.encode(
                BencodeDictionary.builder().put(ITEMS, join(children)).build());
    }

    static byte[] root(List<DhtTarget> children, int length) {
        return Bencode.encode(BencodeDictionary.builder()
                .put(ITEMS, join(children))
                .put(LENGTH, length)
                .put(VERSION, VERSION_1)
                .build());
    }

    /** The shape described by a root; throws INVALID_ARGUMENT if it is not a root of version 1. */
    static BlobShape shape(byte[] root) {
        BencodeDictionary dictionary = Bencode.decodeDictionary(root);
        long version = dictionary.integer(VERSION).orElse(0L);
        if (version != VERSION_1) {
            throw TorrentException.invalid(
                    "unsupported version " + version + " of the blob format; expected " + VERSION_1);
        }
        long length = dictionary.integer(LENGTH).orElse(0L);
        if (length < 1 || length > DhtBlobs.MAX_LENGTH) {
            throw TorrentException.invalid("invalid length " + length + "; expected 1 to " + DhtBlobs.MAX_LENGTH);
        }
        return new BlobShape((int) length);
    }

    /** The children of a node or root; throws INVALID_ARGUMENT if their number is different. */
    static List<DhtTarget> children(byte[] node, int count) {
        byte[] joined = Bencode.decodeDictionary(node)
                .string(ITEMS)
                .map(ByteString::bytes)
                .orElse(new byte[0]);
        if (joined.length != count * TARGET_LENGTH) {
            throw TorrentException.invalid("invalid length of targets: " + joined.length + " bytes; expected " + count
                    + " of " + TARGET_LENGTH + " bytes");
        }
        List<DhtTarget> children = new ArrayList<>(count);
        for (int i = 0; i < joined.length; i += TARGET_LENGTH) {
            children.add(new DhtTarget(HexFormat.of().formatHex(Arrays.copyOfRange(joined, i, i + TARGET_LENGTH))));
        }
        return children;
    }

    private static byte[] join(List<DhtTarget> targets) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        targets.forEach(target -> joined.writeBytes(target.bytes()));
        return joined.toByteArray();
    }
}
