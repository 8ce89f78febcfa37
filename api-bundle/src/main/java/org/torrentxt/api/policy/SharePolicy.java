package org.torrentxt.api.policy;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;

/**
 * Ends the seeding of torrents that have reached a limit: those of the session, of their {@linkplain
 * Category#shareLimits category}, or {@linkplain OwnShareLimits their own}. Before it acts it posts {@link PolicyTopics#SHARE_LIMIT_REACHED}. It never acts on a torrent that
 *
 * <ul>
 *   <li>lacks a piece of its selected files, is checked, moved or paused, or has an error;
 *   <li>is being read: {@link Torrent#openChannels()};
 *   <li>is pinned, by the label {@value OwnShareLimits#KEEP} or the attribute {@value OwnShareLimits#KEEP_ATTRIBUTE}
 *       with any value.
 * </ul>
 *
 * <p>The ratio is what was sent for each byte received in all its time, or for each byte that it has if nothing was
 * received. The seeding time is {@link TorrentStatus#finishedTime()}. It is idle since it last sent or received, was
 * completed or started, whichever was last; a start of the session or of this bundle counts as one.
 *
 * <p>A torrent that is paused by a limit, and resumed while that is still exceeded, seeds on: its own mode of that limit
 * becomes {@link LimitMode#NONE}; for the idle time, which begins again, it remains.
 */
@ProviderType
public interface SharePolicy {
    /** The limits of the session, which its torrents follow unless they have their own. */
    ShareLimits limits();

    /**
     * Sets the limits of the session: they are in force at once, and written into the configuration.
     *
     * @param limits not null
     * @throws TorrentException {@link ErrorCode#GENERIC} if they cannot be written; they are in force nevertheless
     */
    void setLimits(ShareLimits limits);

    /**
     * Sets the own limits of a torrent, as its attributes; {@link OwnShareLimits#of} reads them.
     *
     * @param torrent of the session, not null
     * @param limits not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if it
     *     has too many attributes
     */
    void setOwnLimits(Torrent torrent, OwnShareLimits limits);

    /**
     * How long it takes until the torrent has reached its idle limit, if nothing is sent or received.
     *
     * @param status of the torrent, not null
     * @return empty if it has no such limit, or is not seeding
     */
    Optional<Duration> idleTimeLeft(TorrentStatus status);
}
