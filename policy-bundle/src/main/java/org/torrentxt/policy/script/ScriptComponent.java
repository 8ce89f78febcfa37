package org.torrentxt.policy.script;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.AlertTypes;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.policy.text.LogContext;
import org.torrentxt.policy.text.Printable;

/** Runs the script of a configuration for each torrent of a session that is complete, one at a time. */
@Component(
        service = AlertListener.class,
        configurationPid = ScriptComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = AlertListener.SESSION + "=default",
        immediate = true)
@AlertTypes(AlertType.TORRENT_FINISHED)
@Designate(ocd = ScriptConfiguration.class, factory = true)
public final class ScriptComponent implements AlertListener {
    /** The factory PID of the configuration of a script. */
    public static final String PID = "org.torrentxt.script";

    private static final Logger LOG = LoggerFactory.getLogger(ScriptComponent.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_WAITING = 10_000;

    private final Collection<TorrentSession> sessions = new CopyOnWriteArrayList<>();
    private final Queue<Completion> waiting = new ArrayDeque<>(); // guarded by this
    private final String pid;
    private final ScriptRunner runner;
    private final ScheduledExecutorService executor;
    private volatile Optional<ScriptRule> rule = Optional.empty();

    /**
     * Called by Declarative Services.
     *
     * @param context of this bundle
     * @param properties the configuration
     */
    @Activate
    public ScriptComponent(BundleContext context, Map<String, Object> properties) {
        this(
                properties,
                new ScriptRunner(
                        Path.of(System.getProperty("karaf.etc", "etc")).resolve("scripts"),
                        new KarafShell(context),
                        PATIENCE));
        executor.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** One that does not look by itself. */
    ScriptComponent(Map<String, Object> properties, ScriptRunner runner) {
        this.runner = runner;
        pid = String.valueOf(properties.getOrDefault("service.pid", ""));
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "torrentxt-scripts-" + pid.substring(pid.indexOf('~') + 1));
            thread.setDaemon(true);
            return thread;
        });
        modify(properties);
    }

    /** Called by Declarative Services for each change of the configuration. One that is wrong changes nothing. */
    @Modified
    void modify(Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        try {
            rule = Optional.of(ScriptRule.of(values));
            values.warnings().forEach(warning -> LOG.warn("Configuration {}: {}", pid, warning));
        } catch (TorrentException e) {
            LOG.error("Configuration {} is not used: {}", pid, Printable.of(e.getMessage()));
        }
    }

    /** Called by Declarative Services for each session that starts. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(TorrentSession added) {
        sessions.add(added);
    }

    /** Called by Declarative Services for each session that stops. */
    void removeSession(TorrentSession removed) {
        sessions.remove(removed);
    }

    @Override
    public void onAlert(Alert alert) {
        boolean isMeant = alert instanceof TorrentFinished finished
                && rule.filter(some -> some.session().equals(alert.session())
                                && some.isFor(
                                        finished.downloaded(),
                                        alert.origin().labels(),
                                        alert.origin().attributes()))
                        .isPresent();
        if (isMeant && !offer(new Completion((TorrentFinished) alert))) {
            LOG.error(
                    "Script of configuration {} is not run for torrent {} '{}': {} torrents wait for it already",
                    pid,
                    alert.torrent(),
                    Printable.of(alert.origin().torrentName()),
                    MAX_WAITING);
        }
    }

    private synchronized boolean offer(Completion completion) {
        return waiting.size() < MAX_WAITING && waiting.add(completion);
    }

    private synchronized List<Completion> waiting() {
        return List.copyOf(waiting);
    }

    private synchronized void take(Completion completion) {
        waiting.remove(completion);
    }

    private Optional<TorrentSession> session(ScriptRule current) {
        return sessions.stream()
                .filter(each -> each.name().equals(current.session()))
                .findFirst();
    }

    /** Runs the script for all torrents that are ready. */
    void look() {
        try {
            rule.ifPresent(current -> waiting().forEach(completion -> look(current, completion)));
        } catch (RuntimeException e) { // the next time may be better
            LOG.warn("Script of configuration {} failed", pid, e);
        }
    }

    // Asks the engine, so alerts must not wait for it. Torrents may be moved for hours: those behind them do not wait.
    private void look(ScriptRule current, Completion completion) {
        Optional<TorrentSession> session = session(current);
        // One that has stopped meanwhile knows no torrents, so its answer means nothing.
        boolean isReady = completion.isReady(session) && session(current).equals(session);
        if (isReady && !Thread.currentThread().isInterrupted()) {
            take(completion);
            run(current, completion, session);
        }
    }

    private void run(ScriptRule current, Completion completion, Optional<TorrentSession> session) {
        LogContext.about(
                current.session(), completion.torrent(), () -> runner.run(current, completion.variables(session)));
    }

    /** Called by Declarative Services at the end: a script that runs is interrupted. */
    @Deactivate
    void stop() throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
