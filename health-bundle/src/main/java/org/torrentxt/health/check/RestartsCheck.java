package org.torrentxt.health.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A session that is running, or was in the last hour. */
    private static final class Seen {
        private final Deque<Long> restarts = new ArrayDeque<>(); // the newest last
        private Optional<Long> stopped = Optional.empty();

        void restart(long now) {
            stopped = Optional.empty();
            restarts.add(now);
            if (restarts.size() > REMEMBERED) {
                restarts.remove();
            }
        }

        boolean isSince(long begin) {
            restarts.removeIf(time -> time - begin < 0);
            return stopped.filter(time -> time - begin < 0).isEmpty();
        }

        boolean isWorthSaying() {
            return stopped.isEmpty() || restarts.size() >= MANY;
        }
    }

    private final Map<String, Seen> sessions = new TreeMap<>();
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
        forget();
        Seen seen = sessions.get(session.name());
        if (seen == null) {
            sessions.put(session.name(), new Seen());
        } else {
            seen.restart(clock.getAsLong());
        }
    }

    /** Called by Declarative Services for each session that stops: a restart if it is back within the hour. */
    synchronized void removeSession(TorrentSession session) {
        Seen seen = sessions.get(session.name());
        if (seen != null) {
            seen.stopped = Optional.of(clock.getAsLong());
        }
    }

    private void forget() {
        long begin = clock.getAsLong() - HOUR;
        sessions.values().removeIf(seen -> !seen.isSince(begin));
    }

    @Override
    public synchronized List<HealthFinding> check() {
        forget();
        List<HealthFinding> findings = new ArrayList<>();
        sessions.forEach((session, seen) -> {
            if (seen.isWorthSaying()) {
                findings.add(Findings.of(session, finding(session, seen.restarts.size())));
            }
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
