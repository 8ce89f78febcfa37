package org.torrentxt.impl.create;

import static org.torrentxt.impl.create.Digests.SHA256_BYTES;

import java.security.MessageDigest;
import java.util.Arrays;

/** The binary SHA-256 trees of BitTorrent v2 (BEP 52). */
final class MerkleTree {
    /** Bytes of content per leaf. */
    static final int BLOCK = 16 * 1024;

    private MerkleTree() {}

    /**
     * The root over the given nodes.
     *
     * @param nodes concatenated hashes of one layer; overwritten
     * @param count number of hashes, at least one
     * @param width number of hashes of that layer in a full tree: a power of two
     * @param pad the hash to use for each missing one
     */
    static byte[] root(MessageDigest sha256, byte[] nodes, int count, int width, byte[] pad) {
        int left = count;
        byte[] missing = pad.clone();
        for (int layer = width; layer > 1; layer /= 2) {
            for (int i = 0; i < left; i += 2) {
                sha256.update(nodes, i * SHA256_BYTES, SHA256_BYTES);
                if (i + 1 < left) {
                    sha256.update(nodes, (i + 1) * SHA256_BYTES, SHA256_BYTES);
                } else {
                    sha256.update(missing);
                }
                Digests.finish(sha256, nodes, i / 2 * SHA256_BYTES);
            }
            left = (left + 1) / 2;
            sha256.update(missing);
            missing = sha256.digest(missing);
        }
        return Arrays.copyOf(nodes, SHA256_BYTES);
    }

    /** The root of a tree of that many zero leaves, which represent content beyond the end of a file. */
    static byte[] zeroRoot(MessageDigest sha256, int leaves) {
        byte[] zero = new byte[SHA256_BYTES];
        return root(sha256, zero.clone(), 1, leaves, zero);
    }

    /** The smallest power of two that is not less than the argument. */
    static int widthOf(int count) {
        return count <= 1 ? 1 : Integer.highestOneBit(count - 1) * 2;
    }
}
