package org.torrentxt.policy.share;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.policy.ShareLimitKind;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.event.PolicyEvents;
import org.torrentxt.policy.seed.Seeds;
import org.torrentxt.policy.text.LogContext;
import org.torrentxt.policy.text.Printable;

/** What becomes of torrents that have reached a limit. */
public final class ShareActions {
    private static final Logger LOG = LoggerFactory.getLogger(ShareActions.class);

    private final PolicyEvents events;

    /** Actions that are preceded by events. */
    public ShareActions(PolicyEvents events) {
        this.events = events;
    }

    void reached(Torrent torrent, TorrentStatus status, ShareLimitKind limit, ShareAction action) {
        events.shareLimitReached(status, limit, action);
        LogContext.about(
                events.session(),
                status.id(),
                () -> LOG.info(
                        "Session {}: torrent {} '{}' has reached its limit {} (ratio {}, seeding for {} s): {}",
                        events.session(),
                        status.id(),
                        Printable.of(Seeds.name(status)),
                        limit.label(),
                        Seeds.ratio(status),
                        status.finishedTime().toSeconds(),
                        action.label()));
        unlessGone(() -> {
            if (action == ShareAction.PAUSE) {
                torrent.pause();
                // Only of a torrent that is paused: what runs with it was resumed by somebody.
                torrent.setAttribute(OwnShareLimits.REACHED_ATTRIBUTE, limit.label());
            } else {
                remove(torrent, action == ShareAction.REMOVE_WITH_FILES);
            }
        });
    }

    private static void remove(Torrent torrent, boolean withFiles) {
        torrent.remove(withFiles).whenComplete((none, failure) -> {
            if (failure != null) {
                LOG.warn("Torrent {} could not be removed completely: {}", torrent.id(), failure.getMessage());
            }
        });
    }

    /**
     * A torrent that was paused by a limit runs again. If it has not been changed, whoever has resumed it does not want
     * that limit.
     */
    void resumed(Torrent torrent, OwnShareLimits own, Optional<ShareLimitKind> exceeded) {
        unlessGone(() -> {
            Map<String, String> set = new HashMap<>();
            if (exceeded.isPresent() && exceeded.get() != ShareLimitKind.IDLE_TIME) {
                set.putAll(without(own, exceeded.get()).attributes());
                LOG.info(
                        "Torrent {} was resumed after its limit {} had paused it: it seeds without that limit",
                        torrent.id(),
                        exceeded.get().label());
            }
            torrent.changeAttributes(set, Set.of(OwnShareLimits.REACHED_ATTRIBUTE));
        });
    }

    private static OwnShareLimits without(OwnShareLimits own, ShareLimitKind limit) {
        OwnShareLimits.Builder builder = own.toBuilder();
        return (limit == ShareLimitKind.RATIO
                        ? builder.ratioMode(LimitMode.NONE)
                        : builder.seedingTimeMode(LimitMode.NONE))
                .build();
    }

    private static void unlessGone(Runnable action) {
        try {
            action.run();
        } catch (TorrentException e) {
            if (e.code() != ErrorCode.BAD_HANDLE) {
                throw e;
            }
        }
    }
}
