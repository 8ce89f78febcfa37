package org.torrentxt.impl.create;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests used by BitTorrent; every Java platform provides them. */
final class Digests {
    static final int SHA1_BYTES = 20;
    static final int SHA256_BYTES = 32;

    private Digests() {}

    static MessageDigest sha1() {
        return digest("SHA-1");
    }

    static MessageDigest sha256() {
        return digest("SHA-256");
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Completes a digest and writes it into an array, which avoids creating millions of small arrays. */
    static void finish(MessageDigest digest, byte[] target, int offset) {
        try {
            digest.digest(target, offset, digest.getDigestLength());
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }
}
