package org.torrentxt.api.dht.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;

/**
 * Values under an identity and a key, which this store keeps alive: nodes forget an item after about two hours, so it is stored
 * again every {@code republish.interval} until it is unpublished, after a restart, too. A value is signed once, when it is
 * published, and kept as it was signed: storing it again takes no secret, so a sealed identity's values stay alive as well.
 *
 * <p>Where the DHT turns out to have another version that is as new or newer, a publication is in
 * {@link DhtPublicationState#CONFLICT} and the event {@link DhtStoreTopics#PUBLICATION_CONFLICT} is posted; nothing is
 * overwritten.
 */
@ProviderType
public interface DhtPublications {
    /** In {@link #compareAndSet}: no value is expected to exist. */
    long NO_VERSION = Dht.NO_VERSION;

    /**
     * Publishes a value under an identity that is not sealed; see {@link #publish(String, String, byte[], char[])}.
     *
     * @param identity name of an identity of this store
     * @param key 1 to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, not null; the salt of BEP 44
     * @param value 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     */
    default CompletionStage<DhtPublication> publish(String identity, String key, byte[] value) {
        return publish(identity, key, value, null);
    }

    /**
     * Publishes a value, in place of what this store has under that identity and key: looks up the version that the DHT has, signs
     * the value as the one after it and after all that this store ever signed there, writes that to disk, and stores it on the DHT. Takes over
     * where there was a conflict.
     *
     * <p>Once it is on disk it is published, even if no node could take it yet: the stage then ends with a publication in state
     * {@link DhtPublicationState#RETRYING}. Where another publish under that key, or {@link #unpublish}, comes before it is stored, the
     * stage ends at once and well with what it was: in state {@link DhtPublicationState#PENDING} or {@code RETRYING}, and without a next
     * attempt, as it will not be stored any more.
     *
     * @param identity name of an identity of this store
     * @param key 1 to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, not null; the salt of BEP 44
     * @param value 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     * @param passphrase of a sealed identity; null for one that is not sealed
     * @return the publication and how it went. Exceptionally, and then nothing is changed: {@link ErrorCode#ENGINE} or {@link ErrorCode#TIMEOUT} if the DHT knows no node, or did
     *     not say which version it has; {@link ErrorCode#GENERIC} if it cannot be written to disk
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown identity, a missing or wrong passphrase, or a key or
     *     value of another length; {@link ErrorCode#NO_SESSION} without a session; {@link ErrorCode#GENERIC} if the file of the
     *     identity cannot be used
     */
    CompletionStage<DhtPublication> publish(String identity, String key, byte[] value, char[] passphrase);

    /**
     * Publishes a value under an identity that is not sealed, if a certain version exists; see
     * {@link #compareAndSet(String, String, long, byte[], char[])}.
     *
     * @param identity name of an identity of this store
     * @param key 1 to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, not null
     * @param expectedSeq the sequence number of the version to replace, or {@link #NO_VERSION}
     * @param value 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     */
    default CompletionStage<DhtPublication> compareAndSet(String identity, String key, long expectedSeq, byte[] value) {
        return compareAndSet(identity, key, expectedSeq, value, null);
    }

    /**
     * Publishes a value, if the version that the DHT has is the one expected: looks it up, then stores with the {@code cas} of
     * BEP 44, so that each node compares once more.
     *
     * <p>What this promises: where it ends with {@link ErrorCode#CONFLICT}, this store keeps what it had and continues with it; where it
     * ends well, at least one node took the value in place of the expected version, and none that answered had another. What it cannot
     * promise: the DHT has no vote. Nodes decide each for itself; of two stores that hold the same key and write at the same time,
     * both may succeed at some nodes. They then have the same sequence number, either value may be found, and the loser learns it
     * by a conflict when it next stores its value. A conflict, too, may come after some nodes took the value. So it finds out about
     * others that wrote before, and keeps the window small; it is not a lock. If you need one, use a single writer.
     *
     * <p>Where it ends with any other failure, or the machine dies before it ends, nodes may have taken the value all the same. It is
     * written to disk before it is stored, so that this store knows its own value again: where it meets it on the DHT, when it next stores
     * the publication or at the next call for that key, it continues with that value as its publication, without a conflict.
     *
     * @param identity name of an identity of this store
     * @param key 1 to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, not null
     * @param expectedSeq the sequence number of the version to replace, or {@link #NO_VERSION}
     * @param value 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     * @param passphrase of a sealed identity; null for one that is not sealed
     * @return the publication. Exceptionally, and then the publication is as before at first: {@link ErrorCode#CONFLICT} if another version
     *     is there, which the message names; otherwise as {@link #publish(String, String, byte[], char[])}, and as
     *     {@link Dht#putMutable(org.torrentxt.api.dht.MutableItem, java.util.OptionalLong)} if no node took it
     * @throws TorrentException as {@link #publish(String, String, byte[], char[])}, and {@link ErrorCode#INVALID_ARGUMENT} for a
     *     sequence number below {@link #NO_VERSION}
     */
    CompletionStage<DhtPublication> compareAndSet(
            String identity, String key, long expectedSeq, byte[] value, char[] passphrase);

    /**
     * Stops keeping a value alive; a round in progress may still store it once. Nodes forget it after about two hours; there is no way to delete it from them. Its sequence number is
     * remembered, so that what is published there later is newer for those that have seen it.
     *
     * @param identity name of the identity it was published under, not null
     * @param key its key, not null; of any length
     * @return false if there is no such publication, as there is none under what cannot be a key
     * @throws TorrentException {@link ErrorCode#GENERIC} if its file cannot be deleted, or its sequence number not be written
     */
    boolean unpublish(String identity, String key);

    /** All publications, releases among them, by identity and key. */
    List<DhtPublication> list();

    /**
     * The publication under that identity and key; empty if there is none, as there is none under what cannot be a key.
     *
     * @param identity not null
     * @param key not null; of any length
     */
    Optional<DhtPublication> find(String identity, String key);
}
