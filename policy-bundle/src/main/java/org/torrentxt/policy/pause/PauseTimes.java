package org.torrentxt.policy.pause;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.failure.Reasons;
import org.torrentxt.policy.time.Schedule;
import org.torrentxt.policy.time.WeekTimes;
import org.torrentxt.statefile.FileNames;

/**
 * Pauses a session at certain times of the week, and resumes it afterwards. A session that somebody has paused stays
 * paused, and one that somebody resumes meanwhile is left alone until the next time. A file says that the session was
 * paused by this, as the session itself remembers only that it is paused.
 */
public final class PauseTimes {
    private static final Logger LOG = LoggerFactory.getLogger(PauseTimes.class);

    private final Clock clock;
    private final Path mark;
    private Optional<WeekTimes> times;
    private boolean isOurs; // the pause
    private Instant seen; // the begin of the times that were acted on; null if none were

    /**
     * Creates an instance.
     *
     * @param folder for the mark; need not exist
     * @param session its name
     * @param times empty for never
     */
    public PauseTimes(Clock clock, Path folder, String session, Optional<WeekTimes> times) {
        this.clock = clock;
        this.mark = folder.toAbsolutePath().resolve(FileNames.of(session) + ".paused");
        this.times = times;
        this.isOurs = Files.exists(mark);
    }

    /** Puts other times in force. */
    public synchronized void configure(Optional<WeekTimes> changed) {
        if (!changed.equals(times)) {
            times = changed;
            seen = null;
        }
    }

    /** Pauses or resumes the session, if it is time for that. */
    public synchronized void look(TorrentSession session) {
        Optional<Instant> begun = times.flatMap(week -> new Schedule(week, clock.getZone()).begun(clock.instant()));
        if (begun.isEmpty()) {
            seen = null;
            release(session);
        } else if (!begun.get().equals(seen)) {
            begin(session, begun.get());
        } else if (isOurs && !session.isPaused()) {
            LOG.info("Session {} was resumed, and is not paused again before the next time", session.name());
            forget();
        }
    }

    private void begin(TorrentSession session, Instant begun) {
        boolean isForeign = session.isPaused() && !isOurs;
        if (!isForeign) {
            remember(); // first: whoever is killed in between resumes a session that is not paused
            session.pause();
            LOG.info("Session {} is paused, as pause.begin and pause.end say", session.name());
        }
        seen = begun;
    }

    /** Resumes a session that this has paused. */
    public synchronized void release(TorrentSession session) {
        if (isOurs) {
            session.resume();
            forget();
            LOG.info("Session {} is resumed", session.name());
        }
    }

    private void remember() {
        isOurs = true;
        try {
            Files.createDirectories(Objects.requireNonNull(mark.getParent()));
            Files.writeString(mark, "");
        } catch (IOException e) {
            LOG.warn(
                    "Cannot note in {} that the session is paused until a time: {}; if Karaf is killed before, it stays"
                            + " paused",
                    mark,
                    Reasons.of(e));
        }
    }

    private void forget() {
        isOurs = false;
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}; delete it", mark, Reasons.of(e));
        }
    }
}
