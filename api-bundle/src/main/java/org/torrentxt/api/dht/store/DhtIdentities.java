package org.torrentxt.api.dht.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;

/**
 * The identities of a store: ed25519 key pairs, each under a name and in a file of the store's {@code state.dir} that only its
 * owner can read. An existing file is never written to again, readable or not: it is the only copy of a secret.
 *
 * <p>An identity may be sealed by a passphrase: its seed is then encrypted on disk (AES-256-GCM under a key of
 * PBKDF2WithHmacSHA256), and each call that needs the secret takes the passphrase, which costs some tenths of a second on the
 * caller's thread. Needs no session.
 *
 * <p>How long secrets are in memory: a passphrase, as long as the call that it is given to; that array is the caller's, is not changed, and
 * should be overwritten by the caller when it is no longer needed. A seed is read from its file for each call, and the store lets go of it
 * when the value is signed: for {@link DhtPublications#publish} and {@link DhtPublications#compareAndSet}, once the DHT has said which
 * version it has, which takes {@code lookup.timeout} at most, after the calls for the same key that came before; for all others, at the
 * end of the call. Arrays of the store's own are overwritten then. The rest is left to the JVM: what was read as text, or is inside of its
 * ciphers, is gone when it collects its garbage. The array that {@link #exportSeed} gives is the caller's to overwrite. Neither passphrase
 * nor secret appears in a listing, log, event or message.
 */
@ProviderType
public interface DhtIdentities {
    /**
     * Makes an identity with a new key pair. Blocks while the file is written.
     *
     * @param name a new name; see {@link DhtIdentity}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a malformed name, or one that is taken;
     *     {@link ErrorCode#GENERIC} if the file cannot be written
     */
    default DhtIdentity create(String name) {
        return create(name, null);
    }

    /**
     * Makes an identity with a new key pair, sealed.
     *
     * @param name a new name; see {@link DhtIdentity}
     * @param passphrase not empty; null for an identity that is not sealed
     * @throws TorrentException as {@link #create(String)}, and {@link ErrorCode#INVALID_ARGUMENT} for an empty passphrase
     */
    default DhtIdentity create(String name, char[] passphrase) {
        return importKeys(name, DhtKeyPair.generate(), passphrase);
    }

    /**
     * Makes an identity of a key pair that there is already; {@link DhtKeyPair#fromSeed(String)} makes one of 64 hexadecimal
     * digits, {@link DhtKeyPair#fromSeed(byte[])} of 32 bytes. Blocks while the file is written.
     *
     * @param name a new name; see {@link DhtIdentity}
     * @param keys the key pair, not null
     * @param passphrase to seal it by, not empty; null for an identity that is not sealed
     * @throws TorrentException as {@link #create(String, char[])}
     */
    DhtIdentity importKeys(String name, DhtKeyPair keys, char[] passphrase);

    /**
     * The seed of an identity: anybody who has it can publish as that identity, permanently. Keep it as safe as a password, and clear the
     * array when it is no longer needed.
     *
     * @param name of an identity of this store
     * @param passphrase that of a sealed identity; null for one that is not sealed
     * @return 32 bytes, a new array
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown identity, or a missing or wrong passphrase;
     *     {@link ErrorCode#GENERIC} if its file cannot be used
     */
    byte[] exportSeed(String name, char[] passphrase);

    /**
     * Deletes an identity and its file. Without a copy of its seed, nobody can publish as that identity ever again. Takes no
     * passphrase: deleting the file does not need one either.
     *
     * @param name of an identity of this store
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown identity, or one that has publications, which are
     *     to be unpublished first; {@link ErrorCode#GENERIC} if its file cannot be used, or cannot be deleted: it is unchanged
     */
    void remove(String name);

    /**
     * The identities of this store, by name. A file that cannot be used is omitted, left unchanged, and named in the log.
     *
     * @throws TorrentException {@link ErrorCode#GENERIC} if their folder cannot be read
     */
    List<DhtIdentity> list();

    /**
     * The identity of that name; empty if there is none, or its file cannot be used.
     *
     * @param name not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a malformed name
     */
    Optional<DhtIdentity> find(String name);
}
