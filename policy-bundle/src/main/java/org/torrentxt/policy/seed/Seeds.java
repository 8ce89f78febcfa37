package org.torrentxt.policy.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.ShareLimitKind;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/** What the status of a torrent says of its seeding. */
public final class Seeds {
    private Seeds() {}

    /** Whether it is complete and runs, and nothing else is done with it. */
    public static boolean isSeeding(TorrentStatus status) {
        boolean isComplete = status.hasMetadata() && status.isFinished() && status.totalWanted() > 0;
        boolean isRunning = status.state() == TorrentState.SEEDING || status.state() == TorrentState.FINISHED;
        return isComplete
                && isRunning
                && !status.isPaused()
                && !status.isMoving()
                && status.error().isEmpty();
    }

    /** Whether it is pinned, so that no limit ends its seeding. */
    public static boolean isKept(TorrentStatus status) {
        return status.labels().contains(OwnShareLimits.KEEP)
                || status.attributes().containsKey(OwnShareLimits.KEEP_ATTRIBUTE);
    }

    /** Bytes sent for each byte received, in all its time; for each byte that it has if none was received. */
    public static double ratio(TorrentStatus status) {
        long received = status.allTimeDownload() > 0 ? status.allTimeDownload() : status.totalDone();
        return received > 0 ? (double) status.allTimeUpload() / received : 0;
    }

    /**
     * Since when it has neither sent nor received anything.
     *
     * @param started when it was started last
     * @param now the current time, also the answer while it is sending
     */
    public static Instant idleSince(TorrentStatus status, Instant started, Instant now) {
        if (status.uploadRate() > 0) {
            return now;
        }
        return Stream.of(status.lastUpload(), status.lastDownload(), status.completedTime())
                .flatMap(Optional::stream)
                .filter(time -> time.isAfter(started))
                .max(Instant::compareTo)
                .orElse(started);
    }

    /** The limit that it has reached; empty if none. */
    public static Optional<ShareLimitKind> reached(TorrentStatus status, ShareLimits limits, Duration idle) {
        if (limits.ratio().filter(limit -> ratio(status) >= limit).isPresent()) {
            return Optional.of(ShareLimitKind.RATIO);
        }
        if (isOver(status.finishedTime(), limits.seedingTime())) {
            return Optional.of(ShareLimitKind.SEEDING_TIME);
        }
        return isOver(idle, limits.idleTime()) ? Optional.of(ShareLimitKind.IDLE_TIME) : Optional.empty();
    }

    private static boolean isOver(Duration time, Optional<Duration> limit) {
        return limit.filter(most -> time.compareTo(most) >= 0).isPresent();
    }

    /** In how much time it reaches a limit if it sends nothing; empty if never. */
    public static Optional<Duration> timeLeft(TorrentStatus status, ShareLimits limits, Duration idle) {
        return Stream.of(
                        limits.seedingTime().map(limit -> limit.minus(status.finishedTime())),
                        limits.idleTime().map(limit -> limit.minus(idle)))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    /** Its name, or its info-hash while that is unknown. */
    public static String name(TorrentStatus status) {
        return status.name().isEmpty()
                ? status.infoHashes().best().map(InfoHash::hex).orElse("")
                : status.name();
    }
}
