package org.torrentxt.impl.session;

import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.event.SessionEvents;

/** A session of the engine with all that belongs to it: its events, and the service that it is while it runs. */
final class RunningSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSession.class);

    private final SessionEvents events;
    private volatile EngineOptions options;
    private EngineSession session;
    private ServiceRegistration<TorrentSession> registration;

    private RunningSession(SessionEvents events, EngineOptions options) {
        this.events = events;
        this.options = options;
    }

    /** Starts it; leaves nothing behind if that fails. */
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
                "Session {} runs: network {}, listening at {}",
                options.name(),
                options.network().label(),
                session.listenEndpoints().isEmpty() ? "nothing" : session.listenEndpoints());
    }

    EngineOptions options() {
        return options;
    }

    /** True if it can take over these options while it runs. */
    boolean canBecome(EngineOptions changed) {
        return changed.name().equals(options.name()) && changed.mmap() == options.mmap();
    }

    /** Takes over other options; see {@link #canBecome}. */
    void become(EngineOptions changed) {
        session.reconfigure(changed);
        options = changed;
    }

    /** What is not as configured. */
    List<SessionProblem> problems() {
        return session.problems();
    }

    /** Stops it: the service goes first, so that nobody is left with one that is stopping. */
    @Override
    public void close() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
        if (session != null) {
            session.close();
            LOG.info("Session {} is stopped", options.name());
        }
        events.close();
    }
}
