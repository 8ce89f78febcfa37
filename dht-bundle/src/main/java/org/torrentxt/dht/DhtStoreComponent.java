package org.torrentxt.dht;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.store.DhtBlobs;
import org.torrentxt.api.dht.store.DhtIdentities;
import org.torrentxt.api.dht.store.DhtLookups;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtReleases;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatches;
import org.torrentxt.dht.access.SessionChoice;

/**
 * The store as a service: follows configuration and sessions. Immediate, because what it keeps alive must not wait for somebody
 * who asks for the service; started anew for each change of the configuration, as all it does is remembered.
 */
@Component(service = DhtStore.class, configurationPid = DhtStore.PID, immediate = true)
@Designate(ocd = StoreConfiguration.class)
public final class DhtStoreComponent implements DhtStore {
    private static final Logger LOG = LoggerFactory.getLogger(DhtStoreComponent.class);

    // All sessions, not the one configured: a target filter cannot follow the configuration, and whoever named one that
    // does not run wants to know which do.
    private final Collection<TorrentSession> sessions = new CopyOnWriteArrayList<>();

    private final PartedStore store;

    /**
     * Called by Declarative Services, again for each change of the configuration.
     *
     * @param context of this bundle
     * @param eventAdmin where events go
     * @param config the configuration
     */
    @Activate
    public DhtStoreComponent(BundleContext context, @Reference EventAdmin eventAdmin, StoreConfiguration config) {
        store = new PartedStore(
                stateDir(context, config.state_dir().strip()),
                Pacing.of(config),
                new SessionChoice(config.session().strip(), sessions),
                eventAdmin);
    }

    private static Path stateDir(BundleContext context, String configured) {
        String problem = "no state.dir";
        try {
            if (!configured.isEmpty()) {
                return Path.of(configured).toAbsolutePath();
            }
        } catch (InvalidPathException e) {
            problem = "state.dir '" + configured + "' is not a path";
        }
        Path dataArea = context.getDataFile("store").toPath();
        LOG.warn(
                "Configuration {}: {}; what the store keeps is in {},"
                        + " and is lost when the bundle is uninstalled or the framework's cache cleaned",
                PID,
                problem,
                dataArea);
        return dataArea;
    }

    /** Called by Declarative Services for each session that runs. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(TorrentSession session) {
        sessions.add(session);
        store.wake();
    }

    /** Called by Declarative Services for each session that stops. */
    void removeSession(TorrentSession session) {
        sessions.remove(session);
    }

    /** Called by Declarative Services at the end, and before each change of the configuration. */
    @Deactivate
    void stop() {
        store.close();
    }

    @Override
    public DhtIdentities identities() {
        return store.identities();
    }

    @Override
    public DhtPublications publications() {
        return store.publications();
    }

    @Override
    public DhtLookups lookups() {
        return store.lookups();
    }

    @Override
    public DhtWatches watches() {
        return store.watches();
    }

    @Override
    public DhtBlobs blobs() {
        return store.blobs();
    }

    @Override
    public DhtReleases releases() {
        return store.releases();
    }
}
