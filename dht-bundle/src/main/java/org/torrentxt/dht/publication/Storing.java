package org.torrentxt.dht.publication;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtStoreTopics;
import org.torrentxt.dht.event.StoreEvents;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.Stages;
import org.torrentxt.dht.task.StoreContext;

/** Stores a publication on the DHT as signed; records a conflict, and reports it once. */
final class Storing {
    private static final Logger LOG = LoggerFactory.getLogger(Storing.class);

    private final PersistentJobs<SignedItem, Publication> jobs;
    private final StoreContext context;
    private final Versions versions;
    private final Consumer<MutableItem> stored;
    private final Consumer<SignedItem> adopt;

    /**
     * Creates an instance.
     *
     * @param stored called with an item that nodes have stored
     * @param adopt called with an item of this store that turned out to be stored, to replace the publication with its
     *     name
     */
    Storing(
            PersistentJobs<SignedItem, Publication> jobs,
            StoreContext context,
            Versions versions,
            Consumer<MutableItem> stored,
            Consumer<SignedItem> adopt) {
        this.jobs = jobs;
        this.context = context;
        this.versions = versions;
        this.stored = stored;
        this.adopt = adopt;
    }

    /** Stores it, unless it was unpublished or replaced by a newer version. */
    CompletionStage<Void> store(Publication publication) {
        if (!jobs.has(publication)) {
            return CompletableFuture.completedFuture(null);
        }
        return Stages.call(() -> context.items().put(publication.state().item(), OptionalLong.empty()))
                .thenAccept(result -> {
                    publication.takenBy(result.numNodes());
                    stored.accept(result.item());
                })
                .exceptionallyCompose(
                        failure -> Stages.isCode(ErrorCode.CONFLICT).test(failure)
                                ? conflict(publication)
                                : CompletableFuture.failedFuture(failure));
    }

    // The other version is looked up to report it; not finding it changes nothing.
    private CompletionStage<Void> conflict(Publication publication) {
        MutableItem ours = publication.state().item();
        return Stages.call(() -> context.items().get(ours.publicKey(), ours.salt()))
                .exceptionally(unanswered -> Optional.empty())
                .thenAcceptAsync(theirs -> conflict(publication, theirs), context.thread());
    }

    private void conflict(Publication publication, Optional<MutableItem> theirs) {
        Optional<SignedItem> ours = versions.pending(publication.name(), theirs);
        if (ours.isPresent()) {
            adopt.accept(ours.get());
            return;
        }
        if (theirs.isEmpty() && versions.hasPending(publication.name())) {
            throw new TorrentException(
                    ErrorCode.TIMEOUT,
                    another(publication.state()) + ", which may be from this store; it could not be looked up");
        }
        String reason = reason(publication.state(), theirs);
        note(publication, reason, theirs);
        throw new TorrentException(ErrorCode.CONFLICT, reason);
    }

    private void note(Publication publication, String reason, Optional<MutableItem> theirs) {
        if (!jobs.has(publication)) {
            return;
        }
        SignedItem ours = publication.state();
        publication.conflicts(reason);
        LOG.warn("{}", reason);
        Map<String, Object> properties = StoreEvents.about(ours.item());
        properties.put(DhtStoreTopics.IDENTITY, ours.identity());
        properties.put(DhtStoreTopics.REASON, reason);
        theirs.ifPresent(item -> {
            properties.put(DhtStoreTopics.CONFLICTING_SEQ, item.seq());
            properties.put(DhtStoreTopics.CONFLICTING_VALUE, item.value());
        });
        context.events().post(DhtStoreTopics.PUBLICATION_CONFLICT, properties);
        try {
            jobs.save(publication);
        } catch (TorrentException e) {
            LOG.warn("Could not save the conflict of a publication: {}", e.getMessage());
        }
    }

    private static String reason(SignedItem ours, Optional<MutableItem> theirs) {
        return another(ours) + ": "
                + theirs.map(item -> "version " + item.seq()).orElse("a newer one")
                + "; it is not overwritten, publish again to replace it";
    }

    private static String another(SignedItem ours) {
        return "conflict: the DHT has another version of '" + ours.key() + "' of identity '" + ours.identity()
                + "' than version " + ours.item().seq() + " of this store";
    }
}
