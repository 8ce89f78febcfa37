package org.torrentxt.dht.identity;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.dht.file.Fields;

/**
 * The content of an identity file: its public key, and its seed, sealed or not. As text:
 *
 * <pre>
 * TorrentXT DHT identity 1
 * public-key: 64 hexadecimal digits
 * seed: 64 hexadecimal digits
 * </pre>
 *
 * <p>or, sealed,
 *
 * <pre>
 * TorrentXT DHT identity 1 sealed
 * public-key: 64 hexadecimal digits
 * kdf: PBKDF2WithHmacSHA256
 * iterations: 600000 or more
 * salt: 32 hexadecimal digits
 * cipher: AES-256-GCM
 * nonce: 24 hexadecimal digits
 * sealed-seed: 96 hexadecimal digits, the last 32 of them GCM's tag; all lines above are its additional data
 * </pre>
 *
 * <p>The number in the first line is the version of the format. The public key is derived from the seed: it is included
 * for users and listings, and reveals a damaged digit of the seed, which would otherwise give another identity. No
 * message contains the content of a file.
 */
final class IdentityFile implements AutoCloseable {
    /** A length that no valid file exceeds. */
    static final int MAX_LENGTH = 4096;

    private static final String OPEN = "TorrentXT DHT identity 1";
    private static final String SEALED = OPEN + " sealed";

    private final DhtPublicKey publicKey;
    private final byte[] secret;
    private final Optional<Seal> seal;

    private IdentityFile(DhtPublicKey publicKey, byte[] secret, Optional<Seal> seal) {
        this.publicKey = publicKey;
        this.secret = secret;
        this.seal = seal;
    }

    /** The file for a key pair, sealed if there is a passphrase. */
    static IdentityFile of(DhtKeyPair keys, Optional<char[]> passphrase) {
        if (passphrase.isEmpty()) {
            return new IdentityFile(keys.publicKey(), keys.seed(), Optional.empty());
        }
        Seal seal = Seal.fresh();
        byte[] seed = keys.seed();
        try {
            byte[] sealed = seal.close(
                    seed, passphrase.get(), header(keys.publicKey(), seal).write());
            return new IdentityFile(keys.publicKey(), sealed, Optional.of(seal));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    static IdentityFile read(byte[] content) throws IOException {
        if (content.length > MAX_LENGTH) {
            throw new IOException("longer than " + MAX_LENGTH + " bytes");
        }
        return Fields.isOfKind(SEALED, content)
                ? readSealed(Fields.read(SEALED, content))
                : readOpen(Fields.read(OPEN, content));
    }

    private static IdentityFile readOpen(Fields fields) throws IOException {
        fields.expect("public-key", "seed");
        DhtKeyPair keys = fields.get("seed", DhtKeyPair::fromSeed);
        if (!keys.publicKey().equals(fields.get("public-key", DhtPublicKey::new))) {
            throw new IOException("its public key does not match its seed");
        }
        return new IdentityFile(keys.publicKey(), keys.seed(), Optional.empty());
    }

    private static IdentityFile readSealed(Fields fields) throws IOException {
        fields.expect("public-key", "kdf", "iterations", "salt", "cipher", "nonce", "sealed-seed");
        if (!fields.get("kdf").equals(Seal.KDF) || !fields.get("cipher").equals(Seal.CIPHER)) {
            throw new IOException("not sealed with " + Seal.KDF + " and " + Seal.CIPHER);
        }
        Seal seal = new Seal(
                fields.get("iterations", Integer::parseInt), fields.getBytes("salt"), fields.getBytes("nonce"));
        seal.check();
        return new IdentityFile(
                fields.get("public-key", DhtPublicKey::new), fields.getBytes("sealed-seed"), Optional.of(seal));
    }

    private static Fields header(DhtPublicKey publicKey, Seal seal) {
        return Fields.of(SEALED)
                .put("public-key", publicKey)
                .put("kdf", Seal.KDF)
                .put("iterations", seal.iterations())
                .putBytes("salt", seal.salt())
                .put("cipher", Seal.CIPHER)
                .putBytes("nonce", seal.nonce());
    }

    byte[] write() {
        return seal.map(sealing -> header(publicKey, sealing).putBytes("sealed-seed", secret))
                .orElseGet(() -> Fields.of(OPEN).put("public-key", publicKey).putBytes("seed", secret))
                .write();
    }

    DhtPublicKey publicKey() {
        return publicKey;
    }

    boolean isSealed() {
        return seal.isPresent();
    }

    /**
     * The key pair.
     *
     * @param passphrase required if it is sealed, otherwise not allowed
     * @throws TorrentException INVALID_ARGUMENT for a wrong or missing passphrase, or one that is not needed
     */
    DhtKeyPair open(Optional<char[]> passphrase) {
        if (seal.isEmpty()) {
            if (passphrase.isPresent()) {
                throw TorrentException.invalid("it is not sealed, but a passphrase was given");
            }
            return DhtKeyPair.fromSeed(secret);
        }
        char[] given = passphrase.orElseThrow(() -> TorrentException.invalid("it is sealed; enter its passphrase"));
        byte[] seed =
                seal.get().open(secret, given, header(publicKey, seal.get()).write());
        try {
            return DhtKeyPair.fromSeed(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Overwrites the secret, which cannot be used afterwards. */
    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    /** The public key only. */
    @Override
    public String toString() {
        return "IdentityFile[" + publicKey + "]";
    }
}
