package org.torrentxt.dht;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.dht.store.DhtBlobs;
import org.torrentxt.api.dht.store.DhtIdentities;
import org.torrentxt.api.dht.store.DhtLookups;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtReleases;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatches;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.dht.access.SessionChoice;
import org.torrentxt.dht.file.StatePlace;
import org.torrentxt.failure.Reasons;
import org.torrentxt.outlet.EventOutlet;
import org.torrentxt.stage.StaleClasses;
import org.torrentxt.statefile.FolderHold;
import org.torrentxt.statefile.FolderInUseException;

/**
 * The store as a service: follows configuration and sessions. Immediate, as values must be kept alive even if nobody
 * uses the service; restarted for each change of the configuration, as its state is persistent.
 */
@Component(service = DhtStore.class, configurationPid = DhtStore.PID, immediate = true)
@Designate(ocd = StoreConfiguration.class)
public final class DhtStoreComponent implements DhtStore {
    private static final String SESSION = "session";
    private static final String STATE_DIR = "state.dir";
    private static final String BUNDLE = "org.torrentxt.dht";
    private static final ConfigurationType TYPE = new ConfigurationType(StoreConfiguration.class);
    private static final Logger LOG = LoggerFactory.getLogger(DhtStoreComponent.class);

    // All sessions, not only the configured one: a target filter cannot follow the configuration, and error messages
    // list the running ones.
    private final Collection<TorrentSession> sessions = new CopyOnWriteArrayList<>();

    private final EventOutlet<EventAdmin, Event> events =
            new EventOutlet<>("torrentxt-dht-events", EventAdmin::sendEvent, Event::getTopic, LOG::warn);
    private final DefaultDhtStore store;
    private final Path folder;
    private final List<String> warnings;
    private final Optional<FolderHold> hold; // empty if the folder cannot be written

    /**
     * Called by Declarative Services, again for each change of the configuration.
     *
     * @param context of this bundle
     * @param properties the configuration
     */
    @Activate
    public DhtStoreComponent(BundleContext context, Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        values.warnOfUnknownKeys(TYPE.keys()::contains, TYPE.keys());
        Pacing pacing = Pacing.of(values);
        String session = read(values, () -> values.text(SESSION)).orElse(TYPE.otherwise(SESSION));
        folder = new StatePlace(
                        System.getProperty("karaf.base"),
                        System.getProperty("karaf.data"),
                        context.getDataFile("store").toPath())
                .choose(read(values, () -> values.folder(STATE_DIR)), values::warn);
        warnings = values.warnings();
        warnings.forEach(warning -> LOG.warn("Configuration {}: {}", PID, warning));
        hold = hold(folder);
        try {
            store = new DefaultDhtStore(folder, pacing, new SessionChoice(session, sessions), events::post);
        } catch (RuntimeException | Error e) {
            hold.ifPresent(FolderHold::close);
            events.close();
            throw e;
        }
    }

    // Two that keep the same publications would contradict each other, and overwrite their files.
    private static Optional<FolderHold> hold(Path folder) {
        try {
            return Optional.of(FolderHold.take(folder, "DHT store"));
        } catch (FolderInUseException e) {
            String problem = "the DHT store does not start: " + e.getMessage() + ", then restart bundle " + BUNDLE;
            LOG.error("{}", problem);
            throw new TorrentException(ErrorCode.GENERIC, problem, e);
        } catch (IOException e) {
            LOG.warn("DHT store: cannot write into {}: {}", folder, Reasons.withFile(e));
            return Optional.empty(); // nothing can be saved, by others neither
        }
    }

    // The store starts even with an invalid value, as if there was none.
    private static <T> Optional<T> read(ConfigurationValues values, Supplier<Optional<T>> value) {
        try {
            return value.get();
        } catch (TorrentException e) {
            values.warn(e.getMessage() + "; the default is used");
            return Optional.empty();
        }
    }

    /** Called by Declarative Services for the current EventAdmin: replacing it does not restart the store. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addEventAdmin(EventAdmin added) {
        events.use(added);
    }

    /** Called by Declarative Services for an EventAdmin that is unregistered. */
    void removeEventAdmin(EventAdmin removed) {
        events.leave(removed);
    }

    /** Called by Declarative Services for each session that starts. */
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
    void stop(BundleContext context) {
        stop();
        if (context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.ACTIVE) {
            loadClasses(context.getBundle());
        }
    }

    void stop() {
        store.close();
        hold.ifPresent(FolderHold::close);
        events.close();
    }

    // Other bundles may still hold objects of this one after a refresh.
    private static void loadClasses(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null) {
            StaleClasses.load(
                    wiring.listResources(
                            "/", "*.class", BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE),
                    wiring.getClassLoader());
        }
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

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }
}
