package org.torrentxt.web.rpc.value;

import java.time.Duration;
import java.util.Optional;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.policy.SharePolicy;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;

/** How a client changes the share limits of torrents: what it does not name remains. */
public final class ShareChange {
    private static final long MOST_MINUTES = ShareLimits.MAX_TIME.toMinutes();

    private final Optional<SessionPolicies> policies;
    private final Optional<Double> ratio;
    private final Optional<LimitMode> ratioMode;
    private final Optional<Duration> idleTime;
    private final Optional<LimitMode> idleMode;

    /**
     * Reads arguments.
     *
     * @param policies those of the session; without, only the limits of the session, which has none, are accepted
     * @throws TorrentException that names the argument that is wrong
     */
    public ShareChange(Arguments arguments, Optional<SessionPolicies> policies) {
        this.policies = policies;
        ratio = arguments.real("seedRatioLimit", 0, ShareLimits.MAX_RATIO);
        ratioMode = mode(arguments, "seedRatioMode");
        idleTime = arguments.number("seedIdleLimit", 1, MOST_MINUTES).map(Duration::ofMinutes);
        idleMode = mode(arguments, "seedIdleMode");
    }

    private Optional<LimitMode> mode(Arguments arguments, String name) {
        Optional<LimitMode> mode = arguments
                .number(name, 0, LimitMode.values().length - 1L)
                .map(number -> LimitMode.values()[number.intValue()]);
        mode.filter(some -> some != LimitMode.SESSION && policies.isEmpty()).ifPresent(some -> {
            throw Call.noPolicies(name);
        });
        return mode;
    }

    /** Whether there is nothing to change. */
    public boolean isEmpty() {
        return policies.isEmpty() || ratio.isEmpty() && ratioMode.isEmpty() && idleTime.isEmpty() && idleMode.isEmpty();
    }

    /** Changes a torrent. */
    public void apply(Torrent torrent) {
        policies.map(SessionPolicies::shares)
                .ifPresent(
                        shares -> shares.setOwnLimits(torrent, changed(ShareView.own(torrent.attributes()), shares)));
    }

    private OwnShareLimits changed(OwnShareLimits before, SharePolicy shares) {
        ShareLimits session = shares.limits();
        OwnShareLimits.Builder builder = before.toBuilder();
        ratio.ifPresent(limit -> builder.ratio(ratio));
        idleTime.ifPresent(limit -> builder.idleTime(idleTime));
        ratioMode.ifPresent(builder::ratioMode);
        idleMode.ifPresent(builder::idleTimeMode);
        // what was shown while there was none of its own
        if (ratioMode.filter(LimitMode.OWN::equals).isPresent()
                && ratio.or(before::ratio).isEmpty()) {
            builder.ratio(session.ratio().or(() -> Optional.of(ShareView.RATIO)));
        }
        if (idleMode.filter(LimitMode.OWN::equals).isPresent()
                && idleTime.or(before::idleTime).isEmpty()) {
            builder.idleTime(session.idleTime().or(() -> Optional.of(Duration.ofMinutes(ShareView.MINUTES))));
        }
        return builder.build();
    }
}
