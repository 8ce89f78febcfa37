package org.torrentxt.api.dht;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/**
 * The DHT node of a session, obtained by {@link TorrentSession#dht()}: BEP 5 and the primitives of BEP 44.
 *
 * <p>Puts and gets return immediately. Their stages always end: with the result, which is empty if the nodes do not
 * have the item, or exceptionally with a {@link TorrentException} if no answer arrived in time. An item that was found
 * is not held up by nodes slower than two seconds; a miss waits for them, up to about 30 seconds. All members may be
 * called from any thread. While the DHT is disabled, or after the session was stopped, they throw immediately, with
 * {@link ErrorCode#NO_SESSION}.
 */
@ProviderType
public interface Dht {
    /** The maximum length of a value in bytes: bencoded, it fills the 1,000 bytes that BEP 44 allows. */
    int MAX_VALUE_LENGTH = 996;

    /** The maximum length of a bencoded value of any type, in bytes. */
    int MAX_BENCODED_LENGTH = 1_000;

    /** The maximum length of a salt in bytes. */
    int MAX_SALT_LENGTH = 64;

    /** An expected sequence number: no version exists. */
    long NO_VERSION = -1;

    /**
     * The status of the node. Waits for the engine's counters, normally for a few milliseconds, at most a second.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    DhtStatus status();

    /**
     * Adds a node to join the DHT with.
     *
     * @param host an address or host name, not null
     * @param port its UDP port, 1 to 65535
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a port out of range, or for a host that the
     *     session's network does not allow; {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    void addBootstrapNode(String host, int port);

    /**
     * Saves the known nodes, for {@link #loadState} of a later session.
     *
     * @return opaque bytes, bencoded; a few kilobytes
     * @throws TorrentException {@link ErrorCode#NO_SESSION} while the DHT is disabled, or once the session is stopped
     */
    byte[] saveState();

    /**
     * Adds the nodes of a saved state. While the DHT runs, each node is contacted, and added if it answers; while the
     * DHT is disabled, they are kept for its next start. Nodes that the session's network does not allow are skipped.
     *
     * @param state data saved by {@link #saveState}, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for anything else; nothing is added then;
     *     {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    void loadState(byte[] state);

    /**
     * Announces this session as a peer of a torrent to the DHT (BEP 5). Nodes forget it within an hour; the session's
     * own torrents are announced automatically.
     *
     * @param infoHash of the torrent, not null; for a v2 hash the DHT uses the first 20 bytes @param port the port of
     *     the peer, 1 to 65535; 0 for the port that the session listens on
     * @return the number of nodes that stored it, at least one; {@link ErrorCode#ENGINE} if none did,
     *     {@link ErrorCode#TIMEOUT} if none answered
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a port out of range
     */
    CompletionStage<Integer> announce(InfoHash infoHash, int port);

    /**
     * Looks up peers of a torrent (BEP 5). Alert: {@link org.torrentxt.api.alert.AlertType#DHT_GET_PEERS}, for each
     * node that knows peers.
     *
     * @param infoHash of the torrent, not null; for a v2 hash the DHT uses the first 20 bytes
     * @return all peers found, once the nodes nearest to the hash have answered; empty if they know none.
     *     {@link ErrorCode#ENGINE} if no node is known, {@link ErrorCode#TIMEOUT} if none answered
     */
    CompletionStage<List<Endpoint>> getPeers(InfoHash infoHash);

    /**
     * Stores a value under its own hash. Alert: {@link org.torrentxt.api.alert.AlertType#DHT_PUT}.
     *
     * @param value 1 to {@value #MAX_VALUE_LENGTH} bytes, not null
     * @return the target, once nodes have stored it; exceptionally with {@link ErrorCode#ENGINE} if no node is known or
     *     none stored it, {@link ErrorCode#TIMEOUT} if none answers
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a value of another length
     */
    CompletionStage<DhtTarget> putImmutable(byte[] value);

    /**
     * Looks up an immutable item. Alert: {@link org.torrentxt.api.alert.AlertType#DHT_IMMUTABLE_ITEM}.
     *
     * @param target where it is stored, not null
     * @return the item; empty if the nodes asked do not have it. Exceptionally with {@link ErrorCode#ENGINE} if no node
     *     is known, {@link ErrorCode#TIMEOUT} if none answers
     */
    CompletionStage<Optional<ImmutableItem>> getImmutable(DhtTarget target);

    /**
     * Stores a value under a key, as the version after the highest one in the DHT. The last writer wins; use
     * {@link #getMutable} to verify. Concurrent calls for the same key and salt, here or elsewhere, may both find the
     * same version, and use the same sequence number: wait for one call before the next. Alert:
     * {@link org.torrentxt.api.alert.AlertType#DHT_PUT}.
     *
     * @param keys the key pair, not null
     * @param salt distinguishes the items of one key: at most {@value #MAX_SALT_LENGTH} bytes, empty for none, not null
     * @param value 1 to {@value #MAX_VALUE_LENGTH} bytes, not null
     * @return the item as stored, and the number of nodes that stored it, at least one; exceptionally with
     *     {@link ErrorCode#ENGINE} if none did. Waits longer for nodes that do not answer than
     *     {@link #putMutable(MutableItem, OptionalLong)}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a value or salt of another length
     */
    CompletionStage<DhtPutResult> putMutable(DhtKeyPair keys, byte[] salt, byte[] value);

    /**
     * Stores an item exactly as it was signed, with its own sequence number: a new version, or an already stored one to
     * keep it alive, for which no secret key is needed. Newer versions on nodes are not overwritten. Alert:
     * {@link org.torrentxt.api.alert.AlertType#DHT_PUT}.
     *
     * <p>With an expected sequence number it is stored only on nodes that have that version (compare and set), or no
     * version. With {@link #NO_VERSION} it is stored only if no answering node has a version. Each node decides for
     * itself and there is no vote: two concurrent writers may both reach some nodes, and the higher sequence number
     * wins in the end.
     *
     * @param item signed, not null; see {@link MutableItem#sign}
     * @param expectedSeq the sequence number of the version to replace, or {@link #NO_VERSION}, not null; empty for any
     *     version that is not newer
     * @return the item, and the number of nodes that stored it, at least one; {@link ErrorCode#CONFLICT} if a node
     *     proved by a signature that it has a newer version, another value with the same sequence number, or another
     *     version than the expected one, which the message names; {@link ErrorCode#ENGINE} if no node stored it,
     *     {@link ErrorCode#TIMEOUT} if none answered
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a signature that does not match, a value or salt
     *     of another length, or a negative sequence number
     */
    CompletionStage<DhtPutResult> putMutable(MutableItem item, OptionalLong expectedSeq);

    /**
     * Looks up a mutable item. Its signature is verified. Alert:
     * {@link org.torrentxt.api.alert.AlertType#DHT_MUTABLE_ITEM}.
     *
     * @param publicKey the key it is stored under, not null
     * @param salt its salt, empty for none, not null
     * @return the newest version on the nodes asked, without those slower than two seconds; empty if they have none. Exceptionally as {@link #getImmutable}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a salt that is too long
     */
    CompletionStage<Optional<MutableItem>> getMutable(DhtPublicKey publicKey, byte[] salt);
}
