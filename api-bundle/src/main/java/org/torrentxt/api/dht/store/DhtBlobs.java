package org.torrentxt.api.dht.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;

/**
 * Values longer than one item of the DHT takes, as a tree of immutable items behind one target.
 *
 * <p>The format, version 1. The content is cut into chunks of 996 bytes, the last one shorter, and each chunk is an immutable item.
 * Above them are nodes, immutable items whose byte string is a bencoded dictionary with one entry: {@code items}, the targets of up to
 * 48 chunks or nodes, 20 bytes each, in order. As long as there are more than 48 of them, they are gathered under nodes: all but the
 * last have 48. The root, which the blob's target names, is such a dictionary with two more entries: {@code length}, the length of
 * the whole content in bytes (1 to 65,536), and {@code v}, the version 1. The length alone determines the shape of the tree: how many
 * levels and items it has, and how long each is. Whoever reads refuses every other, so a tree that somebody made up costs no more than a
 * real one. BEP 44's hashes bind each item to the one above, and all of them to the target.
 */
@ProviderType
public interface DhtBlobs {
    /** The longest content, in bytes. */
    int MAX_LENGTH = 65_536;

    /**
     * Stores a blob once; the nodes forget it after about two hours.
     *
     * @param content 1 to {@value #MAX_LENGTH} bytes, not null
     * @return what it is found by, once all its items are stored. Exceptionally if one could not be: {@link ErrorCode#ENGINE} if no node
     *     took it, {@link ErrorCode#TIMEOUT} without an answer
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for another length; {@link ErrorCode#NO_SESSION} without a session
     */
    CompletionStage<DhtTarget> put(byte[] content);

    /**
     * Looks up a blob.
     *
     * @param target what it is found by, not null
     * @return the content, verified item by item; empty if the DHT does not have the root. Exceptionally {@link ErrorCode#GENERIC} if
     *     it is not a blob of a version known here, or another item is missing, which the message names; {@link ErrorCode#TIMEOUT}
     *     without an answer
     * @throws TorrentException {@link ErrorCode#NO_SESSION} without a session
     */
    CompletionStage<Optional<byte[]>> get(DhtTarget target);

    /**
     * Keeps a blob alive: writes it to disk and stores it, at once and every {@code republish.interval} of the store's configuration,
     * also after a restart, until it is {@linkplain #forget forgotten}.
     *
     * @param content 1 to {@value #MAX_LENGTH} bytes, not null
     * @return the blob, once it was stored, or tried to be: see its {@link DhtKeptBlob#status()}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for another length; {@link ErrorCode#GENERIC} if it cannot be written
     *     to disk
     */
    CompletionStage<DhtKeptBlob> keep(byte[] content);

    /**
     * Stops keeping a blob alive.
     *
     * @param target what it is found by, not null
     * @return false if it is not kept
     * @throws TorrentException {@link ErrorCode#GENERIC} if its file cannot be deleted
     */
    boolean forget(DhtTarget target);

    /** The blobs that are kept alive, by target. */
    List<DhtKeptBlob> list();
}
