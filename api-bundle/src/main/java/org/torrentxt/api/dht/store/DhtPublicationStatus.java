package org.torrentxt.api.dht.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The status of a value that a store keeps alive on the DHT, at one moment.
 *
 * @param state the state
 * @param numNodes the number of nodes that stored it in the last round, 0 before that; -1 for a blob, whose nodes are
 *     not counted
 * @param lastPublished when it was last stored since the store started
 * @param nextAttempt when it will be stored again; empty during a conflict, and if it will not be stored any more
 *     because it was replaced or unpublished, or the store was stopped
 * @param lastError why the last attempt failed; empty if it succeeded
 */
public record DhtPublicationStatus(
        DhtPublicationState state,
        int numNodes,
        Optional<Instant> lastPublished,
        Optional<Instant> nextAttempt,
        Optional<String> lastError) {}
