package org.torrentxt.api.dht;

import java.util.Objects;

/**
 * The result of storing a mutable item.
 *
 * @param item the item as it was stored, with its sequence number and signature
 * @param numNodes the number of nodes that stored it
 */
public record DhtPutResult(MutableItem item, int numNodes) {
    /** Rejects nulls. */
    public DhtPutResult {
        Objects.requireNonNull(item, "item");
    }
}
