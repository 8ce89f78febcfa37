package org.torrentxt.policy.share;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.policy.ShareLimitKind;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.seed.Seeds;

/**
 * Finds the torrents that have reached a limit. Looks at those that have changed, and at those whose time has come,
 * however many there are.
 */
public final class ShareLimiter {
    private static final Logger LOG = LoggerFactory.getLogger(ShareLimiter.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration WHILE_READ = Duration.ofSeconds(10); // a channel that is closed is no change

    private final Clock clock;
    private final ShareActions actions;
    private final Map<Integer, Instant> started = new ConcurrentHashMap<>(); // of torrents that are seeding
    private final Dues dues = new Dues();
    private final Map<Integer, String> told = new ConcurrentHashMap<>(); // what is wrong with them

    private volatile ShareLimits limits;
    private volatile Map<String, OwnShareLimits> categories = Map.of();
    private volatile boolean isStale;
    private TorrentSession session;
    private long version;

    /** A limiter with the limits of the session. */
    public ShareLimiter(Clock clock, ShareLimits limits, ShareActions actions) {
        this.clock = clock;
        this.limits = limits;
        this.actions = actions;
    }

    /** The limits of the session. */
    public ShareLimits limits() {
        return limits;
    }

    /** Sets them; all torrents are looked at once more. */
    public void setLimits(ShareLimits changed) {
        limits = changed;
        isStale = true;
    }

    /** Sets the limits of categories by their names; all torrents are looked at once more. */
    public void setCategories(Map<String, OwnShareLimits> changed) {
        categories = Map.copyOf(changed);
        isStale = true;
    }

    private ShareLimits inForce(OwnShareLimits own, TorrentStatus status) {
        Optional<String> name = Category.of(status.attributes());
        Optional<OwnShareLimits> category = name.map(categories::get);
        ShareLimits inForce =
                own.inForce(category.map(some -> some.inForce(limits)).orElse(limits));
        // A category whose configuration is wrong or not there yet may keep what the session would remove.
        return name.isPresent() && category.isEmpty()
                ? inForce.toBuilder().action(ShareAction.PAUSE).build()
                : inForce;
    }

    /** Looks at what has changed since the last time, or at everything if this is another session. */
    public synchronized void look(TorrentSession running) {
        if (session != running) {
            session = running;
            started.clear();
            dues.clear();
            told.clear();
            isStale = true;
        }
        if (isStale) {
            isStale = false;
            version = 0;
        }
        StatusChanges changes = session.changes(version);
        version = changes.version();
        if (changes.isComplete()) {
            Set<Integer> there =
                    changes.statuses().stream().map(TorrentStatus::id).collect(Collectors.toSet());
            started.keySet().retainAll(there);
            told.keySet().retainAll(there);
        }
        changes.removed().forEach(this::forget);
        changes.statuses().forEach(this::lookOrTell);
        for (int torrent : dues.take(clock.instant())) {
            session.find(torrent).flatMap(Torrent::status).ifPresent(this::lookOrTell);
        }
    }

    private void forget(int torrent) {
        started.remove(torrent);
        dues.forget(torrent);
        told.remove(torrent);
    }

    // A torrent that fails must not keep the others from being looked at.
    private void lookOrTell(TorrentStatus status) {
        try {
            look(status);
        } catch (TorrentException e) {
            if (e.code() == ErrorCode.NO_SESSION) {
                throw e;
            }
            tellOnce(status.id(), e.getMessage());
        }
    }

    private void tellOnce(int torrent, String problem) {
        if (!problem.equals(told.put(torrent, problem))) {
            LOG.warn("Torrent {} of session {}: {}", torrent, session.name(), problem);
        }
    }

    private void look(TorrentStatus status) {
        int id = status.id();
        if (!Seeds.isSeeding(status)) {
            started.remove(id);
            dues.forget(id);
            return;
        }
        started.putIfAbsent(id, clock.instant());
        Optional<OwnShareLimits> own = own(status);
        if (own.isEmpty()) {
            return; // what is not understood ends nothing
        }
        ShareLimits inForce = inForce(own.get(), status);
        Optional<ShareLimitKind> reached = Seeds.reached(status, inForce, idle(status));
        if (status.attributes().containsKey(OwnShareLimits.REACHED_ATTRIBUTE)) {
            find(id).ifPresent(torrent -> actions.resumed(torrent, own.get(), reached));
        } else if (reached.isPresent()) {
            reached(status, inForce, reached.get());
        } else {
            Seeds.timeLeft(status, inForce, idle(status)).ifPresent(left -> plan(id, left));
        }
    }

    private void reached(TorrentStatus status, ShareLimits inForce, ShareLimitKind limit) {
        Optional<Torrent> torrent = find(status.id());
        if (torrent.isEmpty() || Seeds.isKept(status)) {
            return; // it is looked at again once the label or attribute is removed
        }
        if (torrent.get().openChannels() > 0) {
            plan(status.id(), WHILE_READ);
            return;
        }
        if (inForce.action() != ShareAction.PAUSE && status.attributes().containsKey(Category.SAVE_PATH_ATTRIBUTE)) {
            return; // its files are where incomplete ones are; once they are moved it is looked at again
        }
        actions.reached(torrent.get(), status, limit, inForce.action());
    }

    private void plan(int torrent, Duration left) {
        dues.plan(torrent, clock.instant().plus(left.compareTo(SOON) < 0 ? SOON : left));
    }

    private Optional<Torrent> find(int id) {
        return session.find(id);
    }

    private Duration idle(TorrentStatus status) {
        Instant now = clock.instant();
        Instant since = Seeds.idleSince(status, started.getOrDefault(status.id(), now), now);
        return Duration.between(since, now);
    }

    private Optional<OwnShareLimits> own(TorrentStatus status) {
        try {
            return Optional.of(OwnShareLimits.of(status.attributes()));
        } catch (TorrentException e) {
            tellOnce(status.id(), e.getMessage() + "; no limit ends its seeding");
            return Optional.empty();
        }
    }

    /** See {@link org.torrentxt.api.policy.SharePolicy#idleTimeLeft}. */
    public Optional<Duration> idleTimeLeft(TorrentStatus status) {
        if (!Seeds.isSeeding(status)) {
            return Optional.empty();
        }
        try {
            return inForce(OwnShareLimits.of(status.attributes()), status)
                    .idleTime()
                    .map(limit -> limit.minus(idle(status)))
                    .map(left -> left.isNegative() ? Duration.ZERO : left);
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }
}
