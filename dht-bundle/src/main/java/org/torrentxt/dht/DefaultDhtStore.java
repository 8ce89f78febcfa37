package org.torrentxt.dht;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.event.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtBlobs;
import org.torrentxt.api.dht.store.DhtIdentities;
import org.torrentxt.api.dht.store.DhtLookups;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtReleases;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatches;
import org.torrentxt.dht.access.Deadline;
import org.torrentxt.dht.access.DhtItems;
import org.torrentxt.dht.access.SessionChoice;
import org.torrentxt.dht.blob.Blobs;
import org.torrentxt.dht.event.StoreEvents;
import org.torrentxt.dht.identity.IdentityFiles;
import org.torrentxt.dht.lookup.LookupCache;
import org.torrentxt.dht.lookup.Lookups;
import org.torrentxt.dht.publication.Publications;
import org.torrentxt.dht.release.Releases;
import org.torrentxt.dht.task.JobRegistry;
import org.torrentxt.dht.task.StoreContext;
import org.torrentxt.dht.task.StoreThread;
import org.torrentxt.dht.watch.Watches;
import org.torrentxt.stage.Outside;

/** A store composed of its parts; saved entries continue immediately. */
final class DefaultDhtStore implements DhtStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultDhtStore.class);

    private final Path folder;
    private final StoreThread thread = new StoreThread();
    private final Outside outside = new Outside("torrentxt-dht-callback");
    private final JobRegistry registry = new JobRegistry();
    private final Deadline deadline;
    private final IdentityFiles identities;
    private final Publications publications;
    private final Lookups lookups;
    private final Watches watches;
    private final Blobs blobs;
    private final Releases releases;

    /**
     * Starts a store.
     *
     * @param stateDir the folder of its files
     * @param pacing its intervals and timeouts
     * @param session the session to use
     * @param outlet posts its events
     */
    DefaultDhtStore(Path stateDir, Pacing pacing, SessionChoice session, Consumer<Event> outlet) {
        folder = stateDir;
        deadline = new Deadline(pacing.lookupTimeout(), thread::after);
        DhtItems items = new DhtItems(session::dht, deadline);
        StoreContext context =
                new StoreContext(stateDir, items, thread, outside, new StoreEvents(outlet, session.name()), registry);
        LookupCache<MutableItem> mutableItems =
                new LookupCache<>(pacing.cacheTtl(), Clock.systemUTC(), MutableItem::seq);
        LookupCache<ImmutableItem> immutableItems = new LookupCache<>(pacing.cacheTtl(), Clock.systemUTC(), item -> 0);
        identities = new IdentityFiles(stateDir, this::keysOf);
        lookups = new Lookups(items, mutableItems, immutableItems, outside);
        publications = new Publications(context, pacing.republish(), identities::keys, mutableItems);
        watches = new Watches(context, pacing.watch(), mutableItems);
        blobs = new Blobs(context, pacing.republish());
        releases = new Releases(context, pacing.watch(), publications, session::session);
    }

    private List<String> keysOf(String identity) {
        return publications.keysOf(identity);
    }

    /** Called when a session has started: operations that failed without it are retried. */
    void wake() {
        registry.wake();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<String> warnings() {
        return List.of(); // it has no configuration
    }

    @Override
    public DhtIdentities identities() {
        return identities;
    }

    @Override
    public DhtPublications publications() {
        return publications;
    }

    @Override
    public DhtLookups lookups() {
        return lookups;
    }

    @Override
    public DhtWatches watches() {
        return watches;
    }

    @Override
    public DhtBlobs blobs() {
        return blobs;
    }

    @Override
    public DhtReleases releases() {
        return releases;
    }

    /**
     * Stops everything in progress, including stages that wait for an answer; entries continue when the store is
     * started again.
     */
    @Override
    public void close() {
        registry.close();
        endWaiting();
        thread.close();
        outside.close();
        deadline.close(); // in case the thread was busy for too long
    }

    // On the thread of the store, where stages are specified to end.
    private void endWaiting() {
        try {
            thread.execute(deadline::close);
        } catch (TorrentException e) {
            LOG.debug("The store is already closed", e);
        }
    }
}
