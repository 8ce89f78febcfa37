package org.torrentxt.impl.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.stage.LastOut;

/**
 * A configured session. Registers the service itself, and only while the session runs: a session that cannot start must
 * not become a service that fails on use, or cause endless attempts. A configuration is completely checked before
 * anything is changed: after a rejected one, the session continues unchanged.
 */
@Component(
        configurationPid = TorrentSession.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
// Declarative Services does not know the service registered by the component itself, but feature resolvers need it.
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.torrentxt.api.TorrentSession\"",
        uses = TorrentSession.class)
@Designate(ocd = SessionConfiguration.class, factory = true)
public final class SessionComponent {
    private static final Logger LOG = LoggerFactory.getLogger(SessionComponent.class);

    private static final long RETRY_SECONDS = 3;

    private final BundleContext context;
    private final EngineService engine;
    private Map<String, Object> configuration;
    private boolean isRefused; // what is configured now
    private volatile List<String> warnings = List.of();
    private volatile RunningSession running;

    /**
     * Starts the session, or logs why it cannot start.
     *
     * @param context of this bundle
     * @param engine the engine service
     * @param properties its configuration
     */
    @Activate
    public SessionComponent(BundleContext context, @Reference EngineService engine, Map<String, Object> properties) {
        this.context = context;
        this.engine = engine;
        LastOut.enter(this);
        try {
            if (TemporaryConfiguration.isLeftOver(context, properties)) {
                TemporaryConfiguration.delete(context, properties);
            } else {
                configure(properties);
            }
        } catch (RuntimeException | Error e) { // nobody will stop it
            LastOut.leave(this);
            throw e;
        }
    }

    /** Applies a changed configuration; the session continues without a restart if possible. */
    @Modified
    synchronized void configure(Map<String, Object> properties) {
        configure(properties, false);
    }

    private void configure(Map<String, Object> properties, boolean isRetry) {
        configuration = properties;
        engine.giveUpWaiting(this);
        SessionOptions options = new SessionOptions(properties);
        boolean wasRunning = running != null;
        try {
            EngineOptions wanted = options.read();
            wanted.check();
            warn(options);
            apply(wanted);
            engine.clearRefusal(this);
            isRefused = false;
        } catch (TorrentException e) {
            refuse(options, e.getMessage(), isRetry);
            if (running == null && wasRunning || e.code() == ErrorCode.SESSION_LIVE) {
                retryLater(properties);
            }
        } catch (RuntimeException e) { // a mistake of ours, which must not end the component
            LOG.debug("Session {}", options.name(), e);
            refuse(options, "unexpected error: " + e, isRetry);
            if (running == null && wasRunning) {
                retryLater(properties);
            }
        }
    }

    private void refuse(SessionOptions options, String reason, boolean isRetry) {
        warn(options);
        String name = running == null ? options.name() : running.options().name();
        engine.setRefusal(this, name, reason);
        isRefused = true;
        if (!isRetry) { // else it was logged before
            LOG.error("Session {}{}: {}", name, running == null ? " is not running" : " continues unchanged", reason);
        }
    }

    private void warn(SessionOptions options) {
        List<String> before = warnings;
        warnings = options.warnings();
        warnings.stream()
                .filter(warning -> !before.contains(warning))
                .forEach(warning -> LOG.warn("Session {}: {}", options.name(), warning));
    }

    // Nobody reports when another process releases a state folder, or a session that took too long to stop.
    private void retryLater(Map<String, Object> properties) {
        engine.awaitFolder(this, () -> retry(properties));
        CompletableFuture.delayedExecutor(RETRY_SECONDS, TimeUnit.SECONDS).execute(() -> retry(properties));
    }

    private synchronized void retry(Map<String, Object> properties) {
        if (configuration == properties && isRefused) {
            configure(properties, true);
        }
    }

    // The name that was in use is now free.
    private synchronized void tryAgain() {
        if (configuration != null) {
            configure(configuration);
        }
    }

    private void apply(EngineOptions wanted) {
        if (running != null && running.canBecome(wanted)) {
            running.become(wanted);
            return;
        }
        engine.take(wanted.name(), this, this::tryAgain);
        EngineOptions before = running == null ? null : running.options();
        try {
            if (before != null) {
                StateMove.check(before, wanted);
            }
        } catch (RuntimeException e) {
            releaseAllBut(before.name(), wanted);
            throw e;
        }
        if (before != null && !before.name().equals(wanted.name())) {
            engine.announceStop(before.name());
        }
        restart(before, wanted);
        releaseAllBut(wanted.name(), wanted, before);
    }

    private void restart(EngineOptions before, EngineOptions wanted) {
        boolean isMoved = false;
        try {
            stopRunning();
            isMoved = before != null && StateMove.rename(before, wanted);
            start(wanted);
        } catch (RuntimeException | Error e) {
            if (isMoved) {
                StateMove.goBack(wanted, before);
            }
            goBack(before);
            if (running != null) {
                engine.withdrawStop(before.name());
            }
            releaseAllBut(running == null ? "" : before.name(), wanted, before);
            throw e;
        }
    }

    private void start(EngineOptions wanted) {
        running = RunningSession.start(context, wanted);
        engine.watch(this, this::problems);
        WarmUp.begin(context);
    }

    // The error is in the engine, not in the checked configuration: the previous session is better than none.
    private void goBack(EngineOptions before) {
        try {
            if (before != null) {
                start(before);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "Session {} cannot be started with its previous configuration either: {}",
                    before.name(),
                    e.getMessage());
        }
    }

    private void releaseAllBut(String name, EngineOptions... all) {
        for (EngineOptions each : all) {
            if (each != null && !each.name().equals(name)) {
                engine.release(each.name(), this);
            }
        }
    }

    private List<SessionProblem> problems() {
        RunningSession session = running;
        if (session == null) {
            return List.of();
        }
        String name = session.options().name();
        return Stream.concat(
                        warnings.stream()
                                .map(warning -> SessionProblem.builder(
                                                name, SessionProblem.Severity.WARNING, "configuration", warning)
                                        .build()),
                        session.problems().stream())
                .toList();
    }

    private void stopRunning() {
        RunningSession stopped = running;
        if (stopped != null) {
            engine.unwatch(this);
            running = null;
            stopped.close();
            engine.folderReleased();
        }
    }

    /** Stops the session. */
    @Deactivate
    synchronized void stop() {
        configuration = null;
        try {
            engine.giveUpWaiting(this);
            engine.clearRefusal(this);
            if (running != null) {
                stopAndRelease(running.options().name());
            }
        } finally {
            LastOut.leave(this);
        }
    }

    private void stopAndRelease(String name) {
        engine.announceStop(name);
        try {
            stopRunning();
        } finally {
            engine.release(name, this);
        }
    }
}
