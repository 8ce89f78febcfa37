package org.torrentxt.policy.share;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.policy.SharePolicy;
import org.torrentxt.api.status.TorrentStatus;

/** {@link SharePolicy} by a {@link ShareLimiter}. */
public final class SessionShares implements SharePolicy {
    private final ShareLimiter limiter;
    private final Consumer<ShareLimits> save;

    /**
     * Creates an instance.
     *
     * @param save puts the limits of the session in force and writes them
     */
    public SessionShares(ShareLimiter limiter, Consumer<ShareLimits> save) {
        this.limiter = limiter;
        this.save = save;
    }

    @Override
    public ShareLimits limits() {
        return limiter.limits();
    }

    @Override
    public void setLimits(ShareLimits limits) {
        save.accept(Objects.requireNonNull(limits, "limits"));
    }

    @Override
    public void setOwnLimits(Torrent torrent, OwnShareLimits limits) {
        Objects.requireNonNull(torrent, "torrent");
        Map<String, String> attributes =
                Objects.requireNonNull(limits, "limits").attributes();
        Set<String> removed = new HashSet<>(OwnShareLimits.keys());
        removed.removeAll(attributes.keySet());
        torrent.changeAttributes(attributes, removed);
    }

    @Override
    public Optional<Duration> idleTimeLeft(TorrentStatus status) {
        return limiter.idleTimeLeft(Objects.requireNonNull(status, "status"));
    }
}
