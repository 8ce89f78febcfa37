package org.torrentxt.dht.publication;

import java.util.Optional;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.dht.lookup.LookupCache;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.Roster;
import org.torrentxt.dht.task.StoreContext;
import org.torrentxt.dht.task.Turns;

/** Keeps signed items alive, and keeps account of them. */
final class Keeper {
    private final StoreContext context;
    private final Pace pace;
    private final LookupCache<MutableItem> cache;
    private final Turns<String> turns;
    private final Roster<SignedItem, Publication> roster;
    private final Versions versions;
    private final Storing storing;

    /**
     * Brings back what was kept alive.
     *
     * @param pace how often it is stored
     * @param cache told of what is stored
     * @param turns of what concerns one publication
     */
    Keeper(StoreContext context, Pace pace, LookupCache<MutableItem> cache, Turns<String> turns) {
        this.context = context;
        this.pace = pace;
        this.cache = cache;
        this.turns = turns;
        this.roster = context.roster("publications", ".publication", SignedItem.format(SignedItem::name));
        this.versions = new Versions(context, roster);
        this.storing = new Storing(roster, context, versions, this::stored, this::adopt);
        roster.load(this::publication, Publication::resume);
        versions.forgetOld();
    }

    private Publication publication(SignedItem signed) {
        return new Publication(
                signed,
                context.thread(),
                pace,
                publication -> turns.take(publication.name(), () -> storing.store(publication)));
    }

    /** What is kept alive. */
    Roster<SignedItem, Publication> roster() {
        return roster;
    }

    /** What was signed. */
    Versions versions() {
        return versions;
    }

    /** Keeps an item alive, in place of the one of its name; it is not stored yet. */
    Publication keep(SignedItem signed) {
        Publication publication = publication(signed);
        synchronized (roster) {
            roster.add(publication);
            versions.kept(signed);
        }
        cache.forget(signed.item().target());
        return publication;
    }

    /** Keeps an item alive that was stored already. */
    Publication keep(SignedItem signed, DhtPutResult result) {
        Publication publication = keep(signed);
        publication.takenBy(result.numNodes());
        publication.recurring().startAfterSuccess();
        stored(signed.item());
        return publication;
    }

    /** Keeps an item alive from now on, if it turns out that it was stored though no answer came. */
    void adoptIfOurs(String name, Optional<MutableItem> found) {
        versions.pending(name, found).ifPresent(this::adopt);
    }

    private void adopt(SignedItem signed) {
        keep(signed).recurring().runNow();
    }

    // Remembered, not forgotten: a look-up that began before nodes took it may still come with an older version.
    private void stored(MutableItem item) {
        cache.remember(item.target(), item);
    }

    /** Keeps the item of that name alive no more; false if there is none. */
    boolean drop(String name) {
        synchronized (roster) {
            roster.find(name).ifPresent(publication -> versions.unpublishing(publication.state()));
            return roster.remove(name);
        }
    }
}
