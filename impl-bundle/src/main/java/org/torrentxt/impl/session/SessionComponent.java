package org.torrentxt.impl.session;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.event.SessionEvents;

/**
 * A configured session. Registers the service itself, and only while the session runs: a session that cannot start must not be
 * a service that fails on use, nor an endless series of attempts.
 */
@Component(
        configurationPid = TorrentSession.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
// Declarative Services does not know of the service that the component registers itself; resolvers of features have to.
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.torrentxt.api.TorrentSession\"",
        uses = TorrentSession.class)
@Designate(ocd = SessionConfiguration.class, factory = true)
public final class SessionComponent {
    private static final Logger LOG = LoggerFactory.getLogger(SessionComponent.class);

    private final BundleContext context;
    private final EngineService engine;
    private String name;
    private EngineOptions options;
    private EngineSession session;
    private SessionEvents events;
    private ServiceRegistration<TorrentSession> registration;

    /**
     * Starts the session, or logs why it cannot.
     *
     * @param context of this bundle
     * @param engine knows the other sessions
     * @param properties its configuration
     */
    @Activate
    public SessionComponent(BundleContext context, @Reference EngineService engine, Map<String, Object> properties) {
        this.context = context;
        this.engine = engine;
        configure(properties);
    }

    /** Takes over a changed configuration; the session goes on where the change allows it. */
    @Modified
    synchronized void configure(Map<String, Object> properties) {
        String configured = SessionOptions.name(properties);
        if (!configured.equals(name)) {
            stop();
            name = configured;
        }
        for (String key : SessionOptions.unknownKeys(properties)) {
            LOG.warn("Session {}: configuration key {} is unknown and ignored", name, key);
        }
        try {
            apply(SessionOptions.read(properties));
            engine.clearProblem(this);
        } catch (TorrentException e) {
            engine.setProblem(this, name, e.getMessage());
            LOG.error(
                    "Session {}{}: {}", name, session == null ? " does not run" : " goes on as before", e.getMessage());
        }
    }

    private void apply(EngineOptions changed) {
        if (session != null && changed.mmap() == options.mmap()) {
            session.reconfigure(changed);
        } else {
            close();
            start(changed);
        }
        options = changed;
    }

    private void start(EngineOptions wanted) {
        engine.take(name, this);
        try {
            events = new SessionEvents(context, name);
            events.open();
            session = EngineSession.start(wanted, events.wanted(), events::publish);
            session.reportSubscribers(events::stuckSubscribers);
            events.follow(session::setWanted, session::countDropped);
            Hashtable<String, Object> service = new Hashtable<>();
            service.put(TorrentSession.SESSION_NAME, name);
            registration = context.registerService(TorrentSession.class, session, service);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        LOG.info(
                "Session {} runs: network {}, listening at {}",
                name,
                wanted.network().label(),
                session.listenEndpoints().isEmpty() ? "nothing" : session.listenEndpoints());
    }

    /** Stops the session: the service goes first, so that nobody is left with one that is stopping. */
    @Deactivate
    synchronized void stop() {
        if (name != null) {
            close();
            engine.clearProblem(this);
        }
    }

    private void close() {
        if (session != null) {
            engine.announceStop(name);
        }
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
        try {
            closeSession();
        } finally {
            engine.release(name, this);
        }
    }

    private void closeSession() {
        if (session != null) {
            session.close();
            session = null;
            LOG.info("Session {} is stopped", name);
        }
        if (events != null) {
            events.close();
            events = null;
        }
    }
}
