package org.torrentxt.web.site;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.web.access.Access;
import org.torrentxt.web.access.RealmLogins;

/** {@link Web} as configured, with the sessions that are running. */
@Component(configurationPid = Web.PID)
@Designate(ocd = WebConfiguration.class)
public final class WebComponent implements Web {
    private static final Logger LOG = LoggerFactory.getLogger(WebComponent.class);

    private final Collection<TorrentSession> running = new CopyOnWriteArrayList<>();
    private final Collection<SessionPolicies> present = new CopyOnWriteArrayList<>();
    private final Policies policies = new Policies(present);
    private final WebOptions options;
    private final Sessions sessions;
    private final Access access;

    /**
     * Called by Declarative Services, again for each change of the configuration.
     *
     * @param properties the configuration
     */
    @Activate
    public WebComponent(Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        options = WebOptions.of(values);
        values.warnings().forEach(warning -> LOG.warn("Configuration {}: {}", PID, warning));
        sessions = new Sessions(options.session(), running);
        access = new Access(options.policy(), new RealmLogins());
    }

    /** Called by Declarative Services for each session that starts. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(TorrentSession session) {
        running.add(session);
    }

    /** Called by Declarative Services for each session that stops. */
    void removeSession(TorrentSession session) {
        running.remove(session);
    }

    /** Called by Declarative Services for the policies of each session that has any. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPolicies(SessionPolicies added) {
        present.add(added);
    }

    /** Called by Declarative Services for policies that end. */
    void removePolicies(SessionPolicies removed) {
        present.remove(removed);
    }

    @Override
    public Policies policies() {
        return policies;
    }

    @Override
    public WebOptions options() {
        return options;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public Access access() {
        return access;
    }
}
