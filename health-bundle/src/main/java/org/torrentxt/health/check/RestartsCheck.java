package org.torrentxt.health.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;

/**
 * How often each session was restarted in the last hour, for whatever reason: one that does so again and again is
 * running whenever somebody looks, and gets nothing done. Immediate, as it has to be there to see it.
 */
@Component(
        property = {HealthCheck.NAME + "=restarts", "service.ranking:Integer=190"},
        immediate = true)
public final class RestartsCheck implements HealthCheck {
    /** From how many on it is a warning. */
    static final int MANY = 3;

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final int REMEMBERED = 1000; // of each session

    private final Map<String, Deque<Long>> restarts = new TreeMap<>(); // by session that was seen, the newest last
    private final LongSupplier clock;

    /** Called by Declarative Services. */
    @Activate
    public RestartsCheck() {
        this(System::nanoTime);
    }

    /**
     * For use without Declarative Services.
     *
     * @param clock nanoseconds, monotonic
     */
    RestartsCheck(LongSupplier clock) {
        this.clock = clock;
    }

    /** Called by Declarative Services for each session that starts; the first start of a session is none again. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addSession(TorrentSession session) {
        Deque<Long> times = restarts.get(session.name());
        if (times == null) {
            restarts.put(session.name(), new ArrayDeque<>());
        } else {
            times.add(clock.getAsLong());
            if (times.size() > REMEMBERED) {
                times.remove();
            }
        }
    }

    /** Called by Declarative Services for each session that stops. It may come back. */
    void removeSession(TorrentSession session) {
        // its restarts count nevertheless
    }

    @Override
    public synchronized List<HealthFinding> check() {
        long begin = clock.getAsLong() - HOUR;
        List<HealthFinding> findings = new ArrayList<>();
        restarts.forEach((session, times) -> {
            times.removeIf(time -> time - begin < 0);
            findings.add(Findings.of(session, finding(session, times.size())));
        });
        return findings;
    }

    private static HealthFinding finding(String session, int count) {
        if (count < MANY) {
            return Findings.ok("restarts", (count == 0 ? "none" : count) + " in the last hour");
        }
        return Findings.warn(
                "restarts",
                (count == REMEMBERED ? "at least " : "") + count
                        + " in the last hour: its configuration is changed again and again, or a bundle is restarted"
                        + " that it needs; see the log (log:display) before each line 'Session " + session
                        + " is running'");
    }
}
