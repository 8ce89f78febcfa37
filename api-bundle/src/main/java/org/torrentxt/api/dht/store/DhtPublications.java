package org.torrentxt.api.dht.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;

/**
 * Values under an identity and a key, which this store keeps alive: nodes forget an item after about two hours, so it
 * is stored again every {@code republish.interval} until it is unpublished, also after a restart. A value is signed
 * once, when it is published: storing it again requires no secret, so values of sealed identities are kept alive, too.
 *
 * <p>If the DHT has another version that is as new or newer, the publication changes to
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
    CompletionStage<DhtPublication> publish(String identity, String key, byte[] value);

    /**
     * Publishes a value, replacing the one that this store has under that identity and key: looks up the version in the
     * DHT, signs the value with a sequence number higher than that and any that this store has used for that key,
     * writes it to disk, and stores it on the DHT. Resolves a conflict.
     *
     * <p>Once it is on disk it is published, even if no node could store it yet: the stage then ends with a publication
     * in state {@link DhtPublicationState#RETRYING}. If that key is published again, or {@link #unpublish} is called,
     * before it is stored, the stage ends immediately with the replaced publication: in state
     * {@link DhtPublicationState#PENDING} or {@code RETRYING}, and without a next attempt, as it will not be stored any
     * more.
     *
     * @param identity name of an identity of this store
     * @param key 1 to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, not null; the salt of BEP 44
     * @param value 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     * @param passphrase of a sealed identity, not null
     * @return the publication with its status. Exceptionally, with nothing changed: {@link ErrorCode#ENGINE} or
     *     {@link ErrorCode#TIMEOUT} if no DHT node is known, or the lookup of the current version failed;
     *     {@link ErrorCode#GENERIC} if it cannot be written to disk
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown identity, a missing or wrong
     *     passphrase, or a key or value of another length; {@link ErrorCode#NO_SESSION} without a session;
     *     {@link ErrorCode#GENERIC} if the file of the identity cannot be used
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
    CompletionStage<DhtPublication> compareAndSet(String identity, String key, long expectedSeq, byte[] value);

    /**
     * Publishes a value, if the DHT has the expected version: looks it up, then stores with the {@code cas} of BEP 44,
     * so that each node compares again.
     *
     * <p>Guarantees: after {@link ErrorCode#CONFLICT}, this store keeps its existing publication; after success, at
     * least one node has replaced the expected version by the value, and no answering node had another version. Limits:
     * the DHT has no vote, each node decides for itself. If two stores with the same key write concurrently, both may
     * succeed on some nodes. The values then have the same sequence number, either may be found, and the loser gets a
     * conflict when it next stores its value. A conflict may also occur after some nodes have stored the value. So this
     * detects earlier writes by others, and keeps the time window small, but it is not a lock. If you need a lock, use
     * a single writer.
     *
     * <p>After any other failure, or a crash, nodes may still have stored the value. It is written to disk before it is
     * stored, so that this store recognises its own value: if it finds it on the DHT, when it next stores the
     * publication or on the next call for that key, it adopts that value as its publication, without a conflict.
     *
     * @param identity name of an identity of this store
     * @param key 1 to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, not null
     * @param expectedSeq the sequence number of the version to replace, or {@link #NO_VERSION}
     * @param value 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     * @param passphrase of a sealed identity, not null
     * @return the publication. Exceptionally, with the publication unchanged at first: {@link ErrorCode#CONFLICT} if
     *     there is another version, which the message names; otherwise as
     *     {@link #publish(String, String, byte[], char[])}, and as
     *     {@link Dht#putMutable(org.torrentxt.api.dht.MutableItem, java.util.OptionalLong)} if no node stored it
     * @throws TorrentException as {@link #publish(String, String, byte[], char[])}, and
     *     {@link ErrorCode#INVALID_ARGUMENT} for a sequence number below {@link #NO_VERSION}
     */
    CompletionStage<DhtPublication> compareAndSet(
            String identity, String key, long expectedSeq, byte[] value, char[] passphrase);

    /**
     * Stops keeping a value alive; a round in progress may still store it once. Nodes forget it after about two hours;
     * it cannot be deleted from them. Its sequence number is remembered, so that later publications under that key are
     * newer.
     *
     * @param identity name of the identity it was published under, not null
     * @param key its key, not null; of any length
     * @return false if there is no such publication, also for an invalid key
     * @throws TorrentException {@link ErrorCode#GENERIC} if its file cannot be deleted, or its sequence number cannot
     *     be written
     */
    boolean unpublish(String identity, String key);

    /** All publications, including releases, sorted by identity and key. */
    List<DhtPublication> list();

    /**
     * The publication under that identity and key; empty if there is none, also for an invalid key.
     *
     * @param identity not null
     * @param key not null; of any length
     */
    Optional<DhtPublication> find(String identity, String key);
}
