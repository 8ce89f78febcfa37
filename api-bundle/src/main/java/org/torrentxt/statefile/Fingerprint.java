package org.torrentxt.statefile;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells whether a content is already on disk, without keeping it in memory. */
record Fingerprint(long first, long second) {
    static Fingerprint of(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Fingerprint(number(digest, 0), number(digest, Long.BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    private static long number(byte[] digest, int from) {
        return ByteBuffer.wrap(digest).getLong(from);
    }
}
