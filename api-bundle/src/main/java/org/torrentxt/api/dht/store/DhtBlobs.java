package org.torrentxt.api.dht.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;

/**
 * Values longer than a DHT item, stored as a tree of immutable items with one target.
 *
 * <p>The format, version 1. The content is cut into chunks of 996 bytes, the last one shorter, and each chunk is an
 * immutable item. Above them are nodes, immutable items whose byte string is a bencoded dictionary with one entry:
 * {@code items}, the targets of up to 48 chunks or nodes, 20 bytes each, in order. While a level has more than 48
 * elements, they are grouped under nodes, all with 48 except the last. The root, identified by the blob's target, is
 * such a dictionary with two more entries: {@code length}, the length of the whole content in bytes (1 to 65,536), and
 * {@code v}, the version 1. The length alone determines the shape of the tree: the number of levels and items, and the
 * length of each. Readers reject any other shape, so that a malicious tree costs no more than a valid one. The hashes
 * of BEP 44 bind each item to its parent, and all of them to the target.
 */
@ProviderType
public interface DhtBlobs {
    /** The maximum length of the content in bytes. */
    int MAX_LENGTH = 65_536;

    /**
     * Stores a blob once; the nodes forget it after about two hours.
     *
     * @param content 1 to {@value #MAX_LENGTH} bytes, not null
     * @return the target, once all its items are stored. Exceptionally if one could not be stored:
     *     {@link ErrorCode#ENGINE} if no node stored it, {@link ErrorCode#TIMEOUT} without an answer
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for another length; {@link ErrorCode#NO_SESSION}
     *     without a session
     */
    CompletionStage<DhtTarget> put(byte[] content);

    /**
     * Looks up a blob.
     *
     * @param target the blob's target, not null
     * @return the content, verified item by item; empty if the DHT does not have the root. Exceptionally
     *     {@link ErrorCode#GENERIC} if it is not a blob of a supported version, or an item is missing, which the
     *     message names; {@link ErrorCode#TIMEOUT} without an answer
     * @throws TorrentException {@link ErrorCode#NO_SESSION} without a session
     */
    CompletionStage<Optional<byte[]>> get(DhtTarget target);

    /**
     * Keeps a blob alive: writes it to disk and stores it immediately and every {@code republish.interval} of the
     * store's configuration, also after a restart, until {@link #forget} is called.
     *
     * @param content 1 to {@value #MAX_LENGTH} bytes, not null
     * @return the blob, after the first attempt to store it; see its {@link DhtKeptBlob#status()}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for another length; {@link ErrorCode#GENERIC} if it
     *     cannot be written to disk
     */
    CompletionStage<DhtKeptBlob> keep(byte[] content);

    /**
     * Stops keeping a blob alive.
     *
     * @param target the blob's target, not null
     * @return false if it is not kept
     * @throws TorrentException {@link ErrorCode#GENERIC} if its file cannot be deleted
     */
    boolean forget(DhtTarget target);

    /** The blobs kept alive, sorted by target. */
    List<DhtKeptBlob> list();
}
