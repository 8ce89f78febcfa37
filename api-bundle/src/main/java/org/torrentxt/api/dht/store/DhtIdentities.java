package org.torrentxt.api.dht.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;

/**
 * The identities of a store: named ed25519 key pairs, each in a file of the store's {@code state.dir} that only its
 * owner can read. An existing file is never overwritten, readable or not: it is the only copy of a secret.
 *
 * <p>An identity may be sealed with a passphrase: its seed is then encrypted on disk (AES-256-GCM with a key derived by
 * PBKDF2WithHmacSHA256), and each call that needs the secret requires the passphrase, which takes some tenths of a
 * second on the caller's thread. No session is required.
 *
 * <p>Secrets are kept in memory as follows. A passphrase is used only during the call; its array belongs to the caller,
 * is not changed, and should be overwritten by the caller when it is no longer needed. A seed is read from its file for
 * each call, and released when the value is signed: for {@link DhtPublications#publish} and
 * {@link DhtPublications#compareAndSet}, once the DHT has reported its version, which takes at most
 * {@code lookup.timeout}, after earlier calls for the same key; for all other calls, at their end. The store's own
 * arrays are overwritten then. Copies within the JVM, such as text that was read or the state of ciphers, are removed
 * by garbage collection. The array returned by {@link #exportSeed} should be overwritten by the caller. Passphrases and
 * secrets never appear in listings, logs, events or messages.
 */
@ProviderType
public interface DhtIdentities {
    /**
     * Creates an identity with a new key pair. Blocks while the file is written.
     *
     * @param name a new name; see {@link DhtIdentity}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an invalid name, or one that already exists;
     *     {@link ErrorCode#GENERIC} if the file cannot be written
     */
    default DhtIdentity create(String name) {
        return importKeys(name, DhtKeyPair.generate());
    }

    /**
     * Creates a sealed identity with a new key pair.
     *
     * @param name a new name; see {@link DhtIdentity}
     * @param passphrase not empty, not null
     * @throws TorrentException as {@link #create(String)}, and {@link ErrorCode#INVALID_ARGUMENT} for an empty
     *     passphrase
     */
    default DhtIdentity create(String name, char[] passphrase) {
        return importKeys(name, DhtKeyPair.generate(), passphrase);
    }

    /**
     * Creates an identity with an existing key pair; see {@link #importKeys(String, DhtKeyPair, char[])}.
     *
     * @param name a new name; see {@link DhtIdentity}
     * @param keys the key pair, not null
     * @throws TorrentException as {@link #create(String)}
     */
    DhtIdentity importKeys(String name, DhtKeyPair keys);

    /**
     * Creates a sealed identity with an existing key pair, obtained from {@link DhtKeyPair#fromSeed(String)} with 64
     * hexadecimal digits, or {@link DhtKeyPair#fromSeed(byte[])} with 32 bytes. Blocks while the file is written.
     *
     * @param name a new name; see {@link DhtIdentity}
     * @param keys the key pair, not null
     * @param passphrase to seal it with, not empty, not null
     * @throws TorrentException as {@link #create(String, char[])}
     */
    DhtIdentity importKeys(String name, DhtKeyPair keys, char[] passphrase);

    /**
     * The seed of an identity that is not sealed; see {@link #exportSeed(String, char[])}.
     *
     * @param name of an identity of this store
     * @return 32 bytes, a new array
     */
    byte[] exportSeed(String name);

    /**
     * The seed of a sealed identity: anybody who has it can publish as that identity, permanently. Keep it as safe as a
     * password, and clear the array when it is no longer needed.
     *
     * @param name of an identity of this store
     * @param passphrase its passphrase, not null
     * @return 32 bytes, a new array
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown identity, or a missing or wrong
     *     passphrase; {@link ErrorCode#GENERIC} if its file cannot be used
     */
    byte[] exportSeed(String name, char[] passphrase);

    /**
     * Deletes an identity and its file. Without a copy of its seed, nobody can ever publish as that identity again. No
     * passphrase is required, as deleting the file requires none either.
     *
     * @param name of an identity of this store
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown identity, or one with publications,
     *     which must be unpublished first; {@link ErrorCode#GENERIC} if its file cannot be used, or cannot be deleted;
     *     it is unchanged then
     */
    void remove(String name);

    /**
     * The identities of this store, sorted by name. A file that cannot be used is omitted, left unchanged, and named in
     * the log.
     *
     * @throws TorrentException {@link ErrorCode#GENERIC} if their folder cannot be read
     */
    List<DhtIdentity> list();

    /**
     * The identity with that name; empty if there is none, or its file cannot be used.
     *
     * @param name not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an invalid name
     */
    Optional<DhtIdentity> find(String name);
}
