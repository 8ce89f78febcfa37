package org.torrentxt.web.rpc.value;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.policy.SharePolicy;
import org.torrentxt.api.status.TorrentStatus;

/**
 * The share limits of a torrent as the protocol shows them.
 *
 * @param status of the torrent
 * @param policies those of its session; empty if it has none
 */
public record ShareView(TorrentStatus status, Optional<SessionPolicies> policies) {
    /** The ratio that is shown where there never was one; Transmission's. */
    public static final double RATIO = 2;

    /** The minutes that are shown where there never were any; Transmission's. */
    public static final long MINUTES = 30;

    private static final long NOT_AVAILABLE = -1;

    /** The limits that attributes say; those of the session if they make no sense. */
    public static OwnShareLimits own(Map<String, String> attributes) {
        try {
            return OwnShareLimits.of(attributes);
        } catch (TorrentException e) {
            return OwnShareLimits.builder().build(); // the policy has told
        }
    }

    private OwnShareLimits own() {
        return own(status.attributes());
    }

    private <T> Optional<T> ofSession(Function<ShareLimits, Optional<T>> limit) {
        return policies.map(SessionPolicies::shares).map(SharePolicy::limits).flatMap(limit);
    }

    /** {@code seedRatioLimit}: its own, in force or not, else that of the session. */
    public double ratioLimit() {
        return policies.isEmpty()
                ? 0
                : own().ratio().or(() -> ofSession(ShareLimits::ratio)).orElse(RATIO);
    }

    /** {@code seedRatioMode}. */
    public int ratioMode() {
        return mode(own().ratioMode());
    }

    /** {@code seedIdleLimit} in minutes: its own, in force or not, else that of the session. */
    public long idleLimit() {
        return policies.isEmpty()
                ? 0
                : own().idleTime()
                        .or(() -> ofSession(ShareLimits::idleTime))
                        .map(ShareView::minutes)
                        .orElse(MINUTES);
    }

    /** {@code seedIdleMode}. */
    public int idleMode() {
        return mode(own().idleTimeMode());
    }

    // numbered like the constants
    private int mode(LimitMode mode) {
        return policies.isEmpty() ? 0 : mode.ordinal();
    }

    /** A time in minutes, rounded up. */
    public static long minutes(Duration time) {
        return time.plusSeconds(59).toMinutes();
    }

    /** {@code etaIdle} in seconds. */
    public long etaIdle() {
        return policies.flatMap(some -> some.shares().idleTimeLeft(status))
                .map(Duration::toSeconds)
                .orElse(NOT_AVAILABLE);
    }

    /** {@code isFinished}: whether a limit has paused it. */
    public boolean isFinished() {
        return status.isPaused() && status.attributes().containsKey(OwnShareLimits.REACHED_ATTRIBUTE);
    }
}
