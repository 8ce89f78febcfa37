package org.torrentxt.api.dht;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/**
 * The DHT node of a session, obtained by {@link TorrentSession#dht()}: BEP 5 and the primitives of BEP 44.
 *
 * <p>Puts and gets return at once. Their stages always end: with the answer, with empty for an item that the nodes do
 * not have, or exceptionally with a {@link TorrentException} when no answer came in time; they complete on a thread of
 * the session's. All members may be called from any thread. While the DHT is disabled, or the session stopped, puts and
 * gets throw at once, with {@link ErrorCode#NO_SESSION}.
 */
@ProviderType
public interface Dht {
    /** The longest value, in bytes: with its bencoding it fills the 1,000 bytes that BEP 44 allows. */
    int MAX_VALUE_LENGTH = 996;

    /** The longest salt, in bytes. */
    int MAX_SALT_LENGTH = 64;

    /**
     * The state of the node. Waits for the engine to count, normally for a few milliseconds, at the most for a second.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    DhtStatus status();

    /**
     * Names a node to start from.
     *
     * @param host an address or host name, not null
     * @param port its UDP port, 1 to 65535
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a port out of range, or for a host that is no
     *     loopback address while the session's network is {@code local}; {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    void addBootstrapNode(String host, int port);

    /**
     * Stores a value under its own hash. Alert: {@link org.torrentxt.api.alert.AlertType#DHT_PUT}.
     *
     * @param value 1 to {@value #MAX_VALUE_LENGTH} bytes, not null
     * @return the target, once the nodes have answered
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a value of another length
     */
    CompletionStage<DhtTarget> putImmutable(byte[] value);

    /**
     * Looks up an immutable item. Alert: {@link org.torrentxt.api.alert.AlertType#DHT_IMMUTABLE_ITEM}.
     *
     * @param target where it is stored, not null
     * @return the item; empty if the DHT has none
     */
    CompletionStage<Optional<ImmutableItem>> getImmutable(DhtTarget target);

    /**
     * Stores a value under a key, as the version after the highest that the DHT has. The last writer wins; see
     * {@link #getMutable} to verify. Alert: {@link org.torrentxt.api.alert.AlertType#DHT_PUT}.
     *
     * @param keys the key pair, not null
     * @param salt what tells apart the items of one key: up to {@value #MAX_SALT_LENGTH} bytes, empty for none, not
     *     null
     * @param value 1 to {@value #MAX_VALUE_LENGTH} bytes, not null
     * @return the item as stored, and how many nodes took it
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a value or salt of another length
     */
    CompletionStage<DhtPutResult> putMutable(DhtKeyPair keys, byte[] salt, byte[] value);

    /**
     * Looks up a mutable item. Its signature is verified. Alert:
     * {@link org.torrentxt.api.alert.AlertType#DHT_MUTABLE_ITEM}.
     *
     * @param publicKey the key it is stored under, not null
     * @param salt its salt, empty for none, not null
     * @return the newest version that the nodes asked have; empty if they have none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a salt too long
     */
    CompletionStage<Optional<MutableItem>> getMutable(DhtPublicKey publicKey, byte[] salt);
}
