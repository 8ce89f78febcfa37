package org.torrentxt.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;

/** {@link Health} with the checks among the services. */
@Component(service = Health.class, immediate = true) // not made anew for each caller
public final class HealthComponent implements Health {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<ServiceReference<HealthCheck>, CheckRun> checks = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool(this::thread);
    private final Duration patience;

    /** Called by Declarative Services. */
    @Activate
    public HealthComponent() {
        this(PATIENCE);
    }

    /** For use without Declarative Services, with another time limit for each call. */
    HealthComponent(Duration patience) {
        this.patience = patience;
    }

    // A check that never returns does not keep the JVM from ending.
    private Thread thread(Runnable run) {
        Thread thread = new Thread(run, "torrentxt-health-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Called by Declarative Services for each check that is added. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCheck(HealthCheck check, ServiceReference<HealthCheck> reference) {
        checks.put(reference, new CheckRun(name(reference), check, executor));
    }

    /** Called by Declarative Services for each check that goes. */
    void removeCheck(HealthCheck check, ServiceReference<HealthCheck> reference) {
        checks.remove(reference);
    }

    /** The name of a check. */
    public static String name(ServiceReference<HealthCheck> reference) {
        Object name = reference.getProperty(HealthCheck.NAME);
        return name instanceof String text && !text.isBlank()
                ? text
                : String.valueOf(reference.getProperty(Constants.SERVICE_ID));
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        executor.shutdownNow();
    }

    @Override
    public List<HealthFinding> check() throws InterruptedException {
        return run(ranked());
    }

    @Override
    public List<HealthFinding> check(String name) throws InterruptedException {
        Objects.requireNonNull(name, "name");
        List<CheckRun> named =
                ranked().stream().filter(check -> check.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw TorrentException.invalid("no such check: '" + name + "'; checks: "
                    + String.join(", ", ranked().stream().map(CheckRun::name).toList()));
        }
        return run(named);
    }

    // References are in ascending order of their rankings, which may change.
    private List<CheckRun> ranked() {
        return checks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private List<HealthFinding> run(Collection<CheckRun> chosen) throws InterruptedException {
        List<CheckRun.Run> begun = chosen.stream().map(CheckRun::begin).toList();
        List<HealthFinding> findings = new ArrayList<>();
        int next = 0;
        for (CheckRun check : chosen) {
            findings.addAll(await(check, begun.get(next++)));
        }
        return List.copyOf(findings);
    }

    // Of one that hangs already, it is known at once.
    private List<HealthFinding> await(CheckRun check, CheckRun.Run run) throws InterruptedException {
        long left = run.begun() + patience.toNanos() - System.nanoTime();
        try {
            return run.findings().get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return List.of(check.failure("has not returned for " + patience.toMillis() / 1000.0
                    + " s, and is not run again before it does; what it checks may hang, too"));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // a run ends with findings
        }
    }
}
