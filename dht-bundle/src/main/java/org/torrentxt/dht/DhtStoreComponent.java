package org.torrentxt.dht;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtStore;

/** The store as a service: reads the configuration, follows the sessions, and hands each call to who does it. */
@Component(service = DhtStore.class, configurationPid = DhtStore.PID)
@Designate(ocd = DhtStoreComponent.Config.class)
public final class DhtStoreComponent implements DhtStore {
    /** The configuration of PID {@value DhtStore#PID}. */
    @ObjectClassDefinition(
            name = "TorrentXT DHT store",
            description = "A key-value store on the DHT of a session; works without a configuration, too.")
    public @interface Config {
        /** The name of the session whose DHT node is used. */
        @AttributeDefinition(name = "Session", description = "Name of the session whose DHT node is used.")
        String session() default "default";

        /** The folder to keep identities in. */
        @AttributeDefinition(
                name = "State folder",
                description =
                        "Where identities are kept. Empty: the bundle's data area, which goes when the bundle does.")
        String state_dir() default "";

        /**
         * How many seconds to wait for the DHT; text, so that a slip of the pen ends in a warning, not without a store.
         */
        @AttributeDefinition(
                name = "Lookup timeout",
                description = "Seconds after which a put or get without an answer ends with an error.",
                type = AttributeType.INTEGER,
                min = "1")
        String lookup_timeout() default "30";
    }

    private static final Logger LOG = LoggerFactory.getLogger(DhtStoreComponent.class);

    // All sessions, not the one configured: a target filter cannot follow the configuration, and whoever named one that
    // does not run wants to know which do.
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.UPDATE)
    private final List<TorrentSession> sessions = new CopyOnWriteArrayList<>();

    private final IdentityFiles identities;
    private final DhtItems items;

    /** Called by Declarative Services, again for each change of the configuration. */
    @Activate
    public DhtStoreComponent(BundleContext context, Config config) {
        identities = new IdentityFiles(stateDir(context, config));
        items = new DhtItems(
                new SessionChoice(config.session().strip(), sessions)::dht,
                Deadline.ofSeconds(config.lookup_timeout().strip()));
    }

    private static Path stateDir(BundleContext context, Config config) {
        if (!config.state_dir().isBlank()) {
            return Path.of(config.state_dir().strip()).toAbsolutePath();
        }
        Path dataArea = context.getDataFile("store").toPath();
        LOG.warn(
                "No state.dir in configuration {}: identities are kept in {},"
                        + " and are lost when the bundle is uninstalled or the framework's cache cleaned",
                PID,
                dataArea);
        return dataArea;
    }

    @Override
    public DhtIdentity createIdentity(String name) {
        return identities.create(name);
    }

    @Override
    public List<DhtIdentity> identities() {
        return identities.list();
    }

    @Override
    public CompletionStage<DhtTarget> put(byte[] value) {
        return items.put(value);
    }

    @Override
    public CompletionStage<Optional<ImmutableItem>> get(DhtTarget target) {
        return items.get(target);
    }

    @Override
    public CompletionStage<DhtPutResult> publish(String identity, String key, byte[] value) {
        return items.publish(identities.keys(identity), key, value);
    }

    @Override
    public CompletionStage<Optional<MutableItem>> get(DhtPublicKey publicKey, String key) {
        return items.get(publicKey, key);
    }
}
