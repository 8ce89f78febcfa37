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
 * <p>Puts and gets return at once. Their stages always end: with the answer, with empty for what the nodes do
 * not have, or exceptionally with a {@link TorrentException} when no answer came in time. All members may be called from any thread. While the DHT is disabled, or the session stopped, they
 * throw at once, with {@link ErrorCode#NO_SESSION}.
 */
@ProviderType
public interface Dht {
    /** The longest value, in bytes: with its bencoding it fills the 1,000 bytes that BEP 44 allows. */
    int MAX_VALUE_LENGTH = 996;

    /** The longest value of any type, in bytes of its bencoding. */
    int MAX_BENCODED_LENGTH = 1_000;

    /** The longest salt, in bytes. */
    int MAX_SALT_LENGTH = 64;

    /** As an expected sequence number: no version exists. */
    long NO_VERSION = -1;

    /**
     * The state of the node. Waits for the engine's counters, normally for a few milliseconds, at most for a second.
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
     * The nodes that it knows, to be given to {@link #loadState} of a session that starts later.
     *
     * @return opaque bytes, bencoded; a few kilobytes
     * @throws TorrentException {@link ErrorCode#NO_SESSION} while the DHT is disabled, or once the session is stopped
     */
    byte[] saveState();

    /**
     * Makes known the nodes of a saved state. While the DHT runs, each is asked whether it is still there, and joins the others if
     * it is; while it is disabled, they are kept for its next start. Nodes outside this host are omitted while the session's
     * network is {@code local}.
     *
     * @param state what {@link #saveState} gave, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for anything else, and nothing is taken from it;
     *     {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    void loadState(byte[] state);

    /**
     * Tells the DHT that this session has peers of a torrent: itself, at a port (BEP 5). Nodes forget it within an hour; the
     * torrents of a session are announced by themselves.
     *
     * @param infoHash of the torrent, not null; of a v2 hash the DHT takes the first 20 bytes
     * @param port where to be reached, 1 to 65535; 0 for the port that the session listens at
     * @return how many nodes stored it, at least one; {@link ErrorCode#ENGINE} if none did, {@link ErrorCode#TIMEOUT} if none answered
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a port out of range
     */
    CompletionStage<Integer> announce(InfoHash infoHash, int port);

    /**
     * Looks up peers of a torrent (BEP 5). Alert: {@link org.torrentxt.api.alert.AlertType#DHT_GET_PEERS}, for each node that
     * knows some.
     *
     * @param infoHash of the torrent, not null; of a v2 hash the DHT takes the first 20 bytes
     * @return all that were found, once the nodes nearest to the hash have answered; empty if they know none.
     *     {@link ErrorCode#ENGINE} if this node knows no other, {@link ErrorCode#TIMEOUT} if none answered
     */
    CompletionStage<List<Endpoint>> getPeers(InfoHash infoHash);

    /**
     * Stores a value under its own hash. Alert: {@link org.torrentxt.api.alert.AlertType#DHT_PUT}.
     *
     * @param value 1 to {@value #MAX_VALUE_LENGTH} bytes, not null
     * @return the target, once nodes have taken it; exceptionally with {@link ErrorCode#ENGINE} if no node is known or none took it,
     *     {@link ErrorCode#TIMEOUT} if none answers
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a value of another length
     */
    CompletionStage<DhtTarget> putImmutable(byte[] value);

    /**
     * Looks up an immutable item. Alert: {@link org.torrentxt.api.alert.AlertType#DHT_IMMUTABLE_ITEM}.
     *
     * @param target where it is stored, not null
     * @return the item; empty if the nodes asked have none. Exceptionally with {@link ErrorCode#ENGINE} if no node is known,
     *     {@link ErrorCode#TIMEOUT} if none answers
     */
    CompletionStage<Optional<ImmutableItem>> getImmutable(DhtTarget target);

    /**
     * Stores a value under a key, as the version after the highest that the DHT has. The last writer wins; see
     * {@link #getMutable} to verify. Two calls for the same key and salt at a time, here or elsewhere, may both find the same version, and
     * give their values the same number: await the one before the next. Alert: {@link org.torrentxt.api.alert.AlertType#DHT_PUT}.
     *
     * @param keys the key pair, not null
     * @param salt what distinguishes the items of one key: up to {@value #MAX_SALT_LENGTH} bytes, empty for none, not
     *     null
     * @param value 1 to {@value #MAX_VALUE_LENGTH} bytes, not null
     * @return the item as stored, and how many nodes stored it, at least one; exceptionally with {@link ErrorCode#ENGINE} if none did.
     *     Waits for nodes that are silent, longer than {@link #putMutable(MutableItem, OptionalLong)} does
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a value or salt of another length
     */
    CompletionStage<DhtPutResult> putMutable(DhtKeyPair keys, byte[] salt, byte[] value);

    /**
     * Stores an item exactly as it was signed, with its own sequence number: a new version, or one that is stored already, to keep
     * it from being forgotten, for which no secret key is needed. Nodes that have a newer version are not overwritten. Alert:
     * {@link org.torrentxt.api.alert.AlertType#DHT_PUT}.
     *
     * <p>With an expected sequence number it is stored only where that is the version there is (compare and set); nodes that have
     * none take it, too. With {@link #NO_VERSION} it is stored only if none that answers has any. Each node decides for itself and there is no vote: of two that write at the same time both may reach some
     * nodes, and the higher sequence number wins in the end.
     *
     * @param item signed, not null; see {@link MutableItem#sign}
     * @param expectedSeq the sequence number of the version to replace, or {@link #NO_VERSION}, not null; empty for any that is not newer
     * @return the item, and how many nodes stored it, at least one; {@link ErrorCode#CONFLICT} if a node proved by its signature that it
     *     has a newer version, another value of the same sequence number, or another version than the expected one, which the
     *     message names; {@link ErrorCode#ENGINE} if no node took it, {@link ErrorCode#TIMEOUT} if none answered
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a signature that does not fit, a value or salt of another length,
     *     or a negative sequence number
     */
    CompletionStage<DhtPutResult> putMutable(MutableItem item, OptionalLong expectedSeq);

    /**
     * Looks up a mutable item. Its signature is verified. Alert:
     * {@link org.torrentxt.api.alert.AlertType#DHT_MUTABLE_ITEM}.
     *
     * @param publicKey the key it is stored under, not null
     * @param salt its salt, empty for none, not null
     * @return the newest version that the nodes asked have; empty if they have none. Exceptionally as {@link #getImmutable}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a salt too long
     */
    CompletionStage<Optional<MutableItem>> getMutable(DhtPublicKey publicKey, byte[] salt);
}
