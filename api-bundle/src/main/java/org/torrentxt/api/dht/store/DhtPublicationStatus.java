package org.torrentxt.api.dht.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with something that a store keeps alive on the DHT, at one moment.
 *
 * @param state in one word
 * @param numNodes how many nodes stored it when it was last stored, 0 before that; -1 for a blob, whose
 *     nodes are not counted
 * @param lastPublished when it was last stored, since the store started
 * @param nextAttempt when it will be stored again; empty while there is a conflict, and of what will not be stored any more: it
 *     was replaced, unpublished, or the store stopped
 * @param lastError why it was not stored when that was last tried; empty if it was
 */
public record DhtPublicationStatus(
        DhtPublicationState state,
        int numNodes,
        Optional<Instant> lastPublished,
        Optional<Instant> nextAttempt,
        Optional<String> lastError) {}
