package org.torrentxt.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.metrics.jmx.SessionBeans;
import org.torrentxt.metrics.text.Scrape;

/** The running sessions, and the DHT store, as MBeans and metrics. Immediate, as nobody asks for it before there are MBeans. */
@Component(service = Metrics.class, configurationPid = Metrics.PID, immediate = true)
@Designate(ocd = MetricsConfiguration.class)
public final class MetricsComponent implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsComponent.class);

    private final Collection<TorrentSession> sessions = new CopyOnWriteArrayList<>();
    private final MetricsOptions options;
    private final SessionBeans beans;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile TorrentEngine engine;

    /**
     * Called by Declarative Services, again for each change of the configuration.
     *
     * @param context of this bundle
     * @param properties the configuration
     */
    @Activate
    public MetricsComponent(BundleContext context, Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        options = MetricsOptions.of(values);
        values.warnings().forEach(warning -> LOG.warn("Configuration {}: {}", PID, warning));
        beans = new SessionBeans(context);
    }

    /** For use without Declarative Services. */
    MetricsComponent(BundleContext context, Map<String, Object> properties, TorrentEngine engine) {
        this(context, properties);
        this.engine = engine;
    }

    /** Called by Declarative Services for each session that starts. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(TorrentSession session) {
        sessions.add(session);
        if (options.jmx()) {
            beans.add(session);
        }
    }

    /** Called by Declarative Services for each session that stops. */
    void removeSession(TorrentSession session) {
        beans.remove(session);
        sessions.remove(session);
    }

    /** Called by Declarative Services for the DHT store when it starts; without the feature, there is none. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStore(DhtStore store) {
        if (options.jmx()) {
            beans.add(store);
        }
    }

    /** Called by Declarative Services for the DHT store when it stops. */
    void removeStore(DhtStore store) {
        beans.remove(store);
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        beans.clear();
    }

    @Override
    public Scrape scrape() {
        Scrape scrape = new Scrape(options.labelsLimit(), options.torrentsLimit());
        sessions.forEach(scrape::add);
        TorrentEngine present = engine;
        if (present != null) {
            scrape.add(present);
        }
        return scrape;
    }
}
