package org.torrentxt.api.dht;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * An ed25519 key pair to publish mutable items (BEP 44). Derived from a seed of 32 bytes, which is all that must be
 * stored. Never prints its secrets. The seed is in memory as long as this object: keep it no longer than needed.
 */
public final class DhtKeyPair {
    private static final int SEED_LENGTH = 32;
    private static final Pattern SEED_HEX = Pattern.compile("[0-9A-Fa-f]{64}");

    private final byte[] seed;
    private final DhtPublicKey publicKey;

    private DhtKeyPair(byte[] seed) {
        this.seed = seed;
        this.publicKey = derivePublicKey(seed);
    }

    /** Generates a key pair with the platform's secure random numbers. */
    public static DhtKeyPair generate() {
        byte[] seed = new byte[SEED_LENGTH];
        new SecureRandom().nextBytes(seed);
        return new DhtKeyPair(seed);
    }

    /**
     * The key pair for a seed.
     *
     * @param seed 32 bytes, copied
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for any other length
     */
    public static DhtKeyPair fromSeed(byte[] seed) {
        if (Objects.requireNonNull(seed, "seed").length != SEED_LENGTH) {
            throw TorrentException.invalid(
                    "invalid length of seed: " + seed.length + " bytes; expected " + SEED_LENGTH);
        }
        return new DhtKeyPair(seed.clone());
    }

    /**
     * The key pair for a seed.
     *
     * @param seedHex 64 hexadecimal digits
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for anything else; the message does not contain the
     *     seed
     */
    public static DhtKeyPair fromSeed(String seedHex) {
        if (!SEED_HEX.matcher(Objects.requireNonNull(seedHex, "seedHex")).matches()) {
            throw TorrentException.invalid("invalid seed: expected 64 hexadecimal digits");
        }
        return new DhtKeyPair(HexFormat.of().parseHex(seedHex));
    }

    /** The public key. */
    public DhtPublicKey publicKey() {
        return publicKey;
    }

    /** The signature of a message, 64 bytes. */
    byte[] sign(byte[] message) {
        return Ed25519.sign(seed, message);
    }

    /**
     * A copy of the seed. Keep it secret: anybody who has it can publish with this key; overwrite the array when it is
     * no longer needed.
     */
    public byte[] seed() {
        return seed.clone();
    }

    /**
     * The expanded secret key as libtorrent uses it: the clamped SHA-512 of the seed, 64 bytes, a new array. Keep it
     * secret.
     */
    public byte[] secretKey() {
        try {
            byte[] expanded = MessageDigest.getInstance("SHA-512").digest(seed);
            expanded[0] &= (byte) 0xf8;
            expanded[31] &= 0x3f;
            expanded[31] |= 0x40;
            return expanded;
        } catch (GeneralSecurityException e) {
            throw new TorrentException(ErrorCode.GENERIC, "this JVM has no SHA-512", e);
        }
    }

    /** The public key only. */
    @Override
    public String toString() {
        return "DhtKeyPair[" + publicKey + "]";
    }

    // The JDK derives a public key only while generating a pair from 32 random bytes, so it is given the seed as random
    // bytes.
    private static DhtPublicKey derivePublicKey(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new SeedAsRandom(seed));
            EdECPublicKey key = (EdECPublicKey) generator.generateKeyPair().getPublic();
            byte[] bigEndian = key.getPoint().getY().toByteArray();
            byte[] encoded = new byte[32];
            for (int i = 0; i < Math.min(bigEndian.length, encoded.length); i++) {
                encoded[i] = bigEndian[bigEndian.length - 1 - i];
            }
            if (key.getPoint().isXOdd()) {
                encoded[31] |= (byte) 0x80;
            }
            return new DhtPublicKey(HexFormat.of().formatHex(encoded));
        } catch (GeneralSecurityException e) {
            throw new TorrentException(ErrorCode.GENERIC, "this JVM has no Ed25519", e);
        }
    }

    private static final class SeedAsRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] seed;

        SeedAsRandom(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, Math.min(bytes.length, seed.length));
        }
    }
}
