package org.torrentxt.dht.publication;

import java.util.Optional;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.dht.task.Recurring;
import org.torrentxt.dht.task.Stages;
import org.torrentxt.failure.Reasons;

/** Derives the status of values kept alive from the results of rounds. */
public final class Statuses {
    private Statuses() {}

    /**
     * The status.
     *
     * @param numNodes the number of nodes that stored it in the last round
     */
    public static DhtPublicationStatus of(Recurring.Progress progress, int numNodes) {
        return DhtPublicationStatus.builder(state(progress))
                .numNodes(numNodes)
                .lastPublished(progress.lastSuccess())
                .nextAttempt(progress.next())
                .lastError(error(progress))
                .build();
    }

    /** The error of the last round, in words. */
    public static Optional<String> error(Recurring.Progress progress) {
        return progress.failure().map(Reasons::of);
    }

    private static DhtPublicationState state(Recurring.Progress progress) {
        if (progress.failure().isPresent()) {
            return progress.failure().filter(Stages.isCode(ErrorCode.CONFLICT)).isPresent()
                    ? DhtPublicationState.CONFLICT
                    : DhtPublicationState.RETRYING;
        }
        return progress.lastSuccess().isPresent() ? DhtPublicationState.PUBLISHED : DhtPublicationState.PENDING;
    }
}
