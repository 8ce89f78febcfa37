package org.torrentxt.metrics.history;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.api.history.SessionHistory;
import org.torrentxt.statefile.KarafFolder;

/** Looks at the totals of each session once a minute. Immediate, as there is nothing to look at if nobody has looked. */
@Component(service = SessionHistory.class, immediate = true)
public final class HistoryComponent implements SessionHistory {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryComponent.class);
    private static final int LOOKS_PER_SAVE = 5; // what a kill may cost, in minutes

    // of a session that has run, also if it does not now
    private static final class Recorded {
        private final RateFile file;
        private final MinuteRates rates;
        private Optional<TorrentSession> running = Optional.empty();
        private Optional<Totals> before = Optional.empty();
        private int looks;

        Recorded(RateFile file) {
            this.file = file;
            this.rates = file.read();
        }
    }

    private final Map<String, Recorded> sessions = new HashMap<>();
    private final Path folder;
    private final Clock clock;
    private final LongSupplier nanos;
    private final ScheduledExecutorService executor;

    /** Called by Declarative Services. */
    @Activate
    public HistoryComponent(BundleContext context) {
        this(
                KarafFolder.find(System.getProperty("karaf.base"), "history")
                        .orElseGet(() -> context.getDataFile("history").toPath()),
                Clock.systemUTC(),
                System::nanoTime,
                executor());
        executor.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.MINUTES);
    }

    /** One that does not look by itself. */
    HistoryComponent(Path folder, Clock clock, LongSupplier nanos, ScheduledExecutorService executor) {
        this.folder = folder;
        this.clock = clock;
        this.nanos = nanos;
        this.executor = executor;
    }

    private static ScheduledExecutorService executor() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "torrentxt-history");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Called by Declarative Services for each session that starts. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addSession(TorrentSession session) {
        Recorded recorded = sessions.computeIfAbsent(session.name(), name -> new Recorded(new RateFile(folder, name)));
        recorded.running = Optional.of(session);
        recorded.before = Optional.empty();
        executor.execute(() -> look(recorded)); // what it has sent from now on counts
    }

    /** Called by Declarative Services for each session that stops. */
    synchronized void removeSession(TorrentSession session) {
        Recorded recorded = sessions.get(session.name());
        if (recorded != null && recorded.running.filter(session::equals).isPresent()) {
            recorded.running = Optional.empty();
            recorded.file.save(recorded.rates);
        }
    }

    /** Looks at all sessions. */
    void look() {
        for (Recorded recorded : all()) {
            try {
                look(recorded);
            } catch (RuntimeException e) { // would be the last look
                LOG.warn("Could not look at the rates of a session", e);
            }
        }
    }

    private synchronized List<Recorded> all() {
        return List.copyOf(sessions.values());
    }

    private synchronized Optional<TorrentSession> running(Recorded recorded) {
        return recorded.running;
    }

    // Waits for the engine without the lock.
    private void look(Recorded recorded) {
        Optional<TorrentSession> session = running(recorded);
        if (session.isEmpty()) {
            return;
        }
        try {
            record(recorded, session.get(), Totals.of(session.get().status(), clock.instant(), nanos.getAsLong()));
        } catch (TorrentException e) {
            LOG.debug("A session is stopping", e);
        }
    }

    private synchronized void record(Recorded recorded, TorrentSession session, Totals now) {
        if (recorded.running.filter(session::equals).isEmpty()) {
            return; // stopped meanwhile
        }
        recorded.before.ifPresent(before -> now.record(before, recorded.rates));
        recorded.before = Optional.of(now);
        if (++recorded.looks % LOOKS_PER_SAVE == 0) {
            recorded.file.save(recorded.rates);
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        executor.shutdownNow();
        synchronized (this) {
            sessions.values().stream()
                    .filter(recorded -> recorded.running.isPresent())
                    .forEach(recorded -> recorded.file.save(recorded.rates));
        }
    }

    @Override
    public synchronized Optional<RateHistory> rates(String session) {
        Objects.requireNonNull(session, "session");
        return Optional.ofNullable(sessions.get(session))
                .map(recorded -> recorded.rates.history(session, clock.instant()));
    }
}
