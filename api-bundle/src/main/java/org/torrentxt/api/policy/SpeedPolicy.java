package org.torrentxt.api.policy;

import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Switches the rate limits of a session between normal ones and {@linkplain AlternativeSpeeds alternative} ones: by
 * hand, by the time of day, or both. What is switched by hand lasts until the schedule switches the next time. The state
 * survives restarts.
 *
 * <p>While the alternative limits are in force, the engine's settings {@code download_rate_limit} and {@code
 * upload_rate_limit} have them. Who changes these settings meanwhile changes the normal limits: the change is noticed
 * within a second or two, and the alternative limits are set again.
 */
@ProviderType
public interface SpeedPolicy {
    /** The alternative limits, and when they are in force. */
    AlternativeSpeeds alternative();

    /**
     * Sets the alternative limits and their schedule: they are in force at once, and written into the configuration. If
     * the schedule is changed, it determines which limits are in force.
     *
     * @param speeds not null
     * @throws TorrentException {@link ErrorCode#GENERIC} if they cannot be written; they are in force nevertheless
     */
    void setAlternative(AlternativeSpeeds speeds);

    /** True while the alternative limits are to be in force, whether the session is running or not. */
    boolean isAlternative();

    /**
     * Switches by hand.
     *
     * @param on true for the alternative limits
     */
    void useAlternative(boolean on);

    /**
     * The normal download limit, whichever is in force.
     *
     * @return bytes per second; 0 for none
     * @throws TorrentException {@link ErrorCode#NO_SESSION} if the session is not running
     */
    long downloadLimit();

    /**
     * The normal upload limit, whichever is in force.
     *
     * @return bytes per second; 0 for none
     * @throws TorrentException {@link ErrorCode#NO_SESSION} if the session is not running
     */
    long uploadLimit();

    /**
     * Sets the normal limits, also while the alternative ones are in force; it lasts as long as other {@linkplain
     * org.torrentxt.api.SessionSettings settings} that are set at run time.
     *
     * @param download bytes per second; 0 for none
     * @param upload bytes per second; 0 for none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a number out of range; {@link
     *     ErrorCode#NO_SESSION} if the session is not running
     */
    void setNormalLimits(long download, long upload);
}
