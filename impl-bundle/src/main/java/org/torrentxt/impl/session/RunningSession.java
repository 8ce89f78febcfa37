package org.torrentxt.impl.session;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.event.SessionEvents;
import org.torrentxt.impl.network.SiteLimit;

/** A running session with its events and its service registration. */
final class RunningSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSession.class);
    private static final Set<String> IDENTITY = Set.of("anonymous_mode", "peer_fingerprint");

    private final SessionEvents events;
    private volatile EngineOptions options;
    private EngineSession session;
    private ServiceRegistration<TorrentSession> registration;

    private RunningSession(SessionEvents events, EngineOptions options) {
        this.events = events;
        this.options = options;
    }

    /** Starts the session; cleans up if that fails. */
    static RunningSession start(BundleContext context, EngineOptions options) {
        RunningSession running = new RunningSession(new SessionEvents(context, options.name()), options);
        try {
            running.open(context);
            return running;
        } catch (RuntimeException | Error e) {
            running.close();
            throw e;
        }
    }

    private void open(BundleContext context) {
        events.open();
        session = EngineSession.start(options, events.wanted(), events::publish);
        session.reportSubscribers(events::stuckSubscribers);
        events.follow(session::setWanted, session::countDropped);
        Hashtable<String, Object> service = new Hashtable<>();
        service.put(TorrentSession.SESSION_NAME, options.name());
        registration = context.registerService(TorrentSession.class, session, service);
        LOG.info(
                "Session {} is running: network {}, listening on {}",
                options.name(),
                options.network().label(),
                session.listenEndpoints().isEmpty() ? "nothing" : session.listenEndpoints());
    }

    EngineOptions options() {
        return options;
    }

    /** True if these options can be applied without a restart. */
    boolean canBecome(EngineOptions changed) {
        return changed.name().equals(options.name())
                && isSeenAs(changed)
                && isAtSite(changed)
                && changed.mmap() == options.mmap()
                && changed.state()
                        .map(EngineOptions.State::folder)
                        .equals(options.state().map(EngineOptions.State::folder));
    }

    // Torrents keep the id that they were added with, which tells the client.
    private boolean isSeenAs(EngineOptions changed) {
        Map<String, Object> now = options.effectiveSettings();
        Map<String, Object> next = changed.effectiveSettings();
        return IDENTITY.stream().allMatch(setting -> Objects.equals(now.get(setting), next.get(setting)));
    }

    // Peers that are connected stay in the rate class that they are in.
    private boolean isAtSite(EngineOptions changed) {
        return changed.site().map(SiteLimit::addresses).equals(options.site().map(SiteLimit::addresses));
    }

    /** Applies other options; see {@link #canBecome}. */
    void become(EngineOptions changed) {
        session.reconfigure(changed);
        options = changed;
    }

    /** Its problems: what is not as configured. */
    List<SessionProblem> problems() {
        return session.problems();
    }

    /** Stops the session: the service is unregistered first, so that nobody uses a stopping session. */
    @Override
    public void close() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
        if (session != null) {
            session.close();
            LOG.info("Session {} has stopped", options.name());
        }
        events.close();
    }
}
