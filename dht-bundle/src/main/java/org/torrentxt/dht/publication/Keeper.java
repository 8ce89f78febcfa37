package org.torrentxt.dht.publication;

import java.util.Optional;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.dht.lookup.LookupCache;
import org.torrentxt.dht.task.KeyedSerialExecutor;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.StoreContext;

/** Keeps signed items alive, and tracks them. */
final class Keeper {
    private final StoreContext context;
    private final Pace pace;
    private final LookupCache<MutableItem> cache;
    private final KeyedSerialExecutor<String> serial;
    private final PersistentJobs<SignedItem, Publication> jobs;
    private final Versions versions;
    private final Storing storing;

    /**
     * Loads the items that are kept alive.
     *
     * @param pace the interval of storing
     * @param cache updated with stored items
     * @param serial serialises operations on a publication
     */
    Keeper(StoreContext context, Pace pace, LookupCache<MutableItem> cache, KeyedSerialExecutor<String> serial) {
        this.context = context;
        this.pace = pace;
        this.cache = cache;
        this.serial = serial;
        this.jobs = context.jobs("publications", ".publication", SignedItem.format(SignedItem::name));
        this.versions = new Versions(context, jobs);
        this.storing = new Storing(jobs, context, versions, this::stored, this::adopt);
        jobs.load(this::publication, Publication::resume);
        versions.forgetOld();
    }

    private Publication publication(SignedItem signed) {
        return new Publication(
                signed,
                context.thread(),
                pace,
                publication -> serial.take(publication.name(), () -> storing.store(publication)));
    }

    /** The publications kept alive. */
    PersistentJobs<SignedItem, Publication> jobs() {
        return jobs;
    }

    /** The signed versions. */
    Versions versions() {
        return versions;
    }

    /** Keeps an item alive that is not stored yet, replacing the one with its name. */
    Publication keep(SignedItem signed) {
        Publication publication = publication(signed);
        synchronized (jobs) {
            jobs.add(publication);
            versions.kept(signed);
        }
        cache.forget(signed.item().target());
        return publication;
    }

    /** Keeps an item alive that is already stored. */
    Publication keep(SignedItem signed, DhtPutResult result) {
        Publication publication = keep(signed);
        publication.takenBy(result.numNodes());
        publication.recurring().startAfterSuccess();
        stored(signed.item());
        return publication;
    }

    /** Keeps an item alive that turned out to be stored although there was no answer. */
    void adoptIfOurs(String name, Optional<MutableItem> found) {
        versions.pending(name, found).ifPresent(this::adopt);
    }

    private void adopt(SignedItem signed) {
        keep(signed).recurring().runNow();
    }

    // Added to the cache rather than removed: a lookup that began earlier may still return an older version.
    private void stored(MutableItem item) {
        cache.remember(item.target(), item);
    }

    /** Stops keeping the item with that name alive; false if there is none. */
    boolean drop(String name) {
        synchronized (jobs) {
            jobs.find(name).ifPresent(publication -> versions.unpublishing(publication.state()));
            return jobs.remove(name);
        }
    }
}
